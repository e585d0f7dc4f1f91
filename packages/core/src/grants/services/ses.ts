import { nonEmptyArray } from "../../schema/schema.js";
import { stringConditions } from "../conditions.js";
import { option, type Request, required } from "../definition.js";
import { narrowing } from "../narrowing.js";
import { form, type NameOf, references, resource } from "../resource.js";
import { type OptionsOf, service } from "../service.js";

/** A resource type whose names have at most `length` characters. */
const named = (name: string, pattern: RegExp, example: string, length: number, managedAs: readonly string[]) => {
  const prefix = `${name.replace(" ", "-")}/`;
  return resource({
    service: "ses",
    name,
    prefix,
    resource: new RegExp(`^${prefix}${pattern.source}$`),
    example: `${prefix}${example}`,
    characters: prefix.length + length,
    managedAs,
    scope: "regional",
    named: [
      form({
        keys: {
          /** Its name; for an identity, its domain or its address. `*` and `?` match several. */
          name: new RegExp(`^${pattern.source}$`),
        },
        resource: (values) => `${prefix}${values.name}`,
      }),
    ],
  });
};
const identity = named("identity", /[^\s/:]+/, "example.com", 320, [
  "aws_ses_domain_identity",
  "aws_ses_email_identity",
  "aws_sesv2_email_identity",
  "aws:ses/domainIdentity:DomainIdentity",
  "aws:ses/emailIdentity:EmailIdentity",
  "aws:sesv2/emailIdentity:EmailIdentity",
]);
const configurationSet = named("configuration set", /[\w*?-]+/, "transactional", 64, [
  "aws_ses_configuration_set",
  "aws_sesv2_configuration_set",
  "aws:ses/configurationSet:ConfigurationSet",
  "aws:sesv2/configurationSet:ConfigurationSet",
]);
const template = named("template", /[\w*?-]+/, "welcome", 64, ["aws_ses_template", "aws:ses/template:Template"]);

const options = {
  /** The addresses that `From` can have (`ses:FromAddress`). `*` and `?` match several. Default: the identity's. */
  fromAddresses: option(nonEmptyArray(narrowing("address", "*@example.com"), "address"), 320),
  /** The configuration sets to send with, by ARN or by name, an identity's default one included. Default: none. */
  configurationSets: references(configurationSet),
  /** The templates, by ARN or by name. */
  templates: required(references(template)),
};
type R = Request<typeof options>;

const { level, functions } = service("ses", { resourceType: identity, options });

/** AWS authorizes everything that a message is sent with: https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html */
const onAll = ({ resource, options }: R) => [
  resource.arn,
  ...(options.configurationSets ?? []),
  ...(options.templates ?? []),
];
const fromAddresses = ({ options }: R) => stringConditions({ "ses:FromAddress": options.fromAddresses });

/**
 * SES. While an account is in the sandbox, the addresses that it sends to are identities too, and need a grant.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_ses.html
 */
export const ses = functions({
  /** Sends email. */
  send: level({
    options: ["fromAddresses", "configurationSets"],
    permissions: [{ actions: ["ses:SendEmail", "ses:SendRawEmail"], resources: onAll, conditions: fromAddresses }],
  }),
  /** Sends email from templates, one by one or in bulk. `SendBulkEmail` ignores `fromAddresses`, so with them it is left out. */
  sendTemplated: level({
    permissions: [
      {
        actions: ["ses:SendBulkTemplatedEmail", "ses:SendEmail", "ses:SendTemplatedEmail"],
        resources: onAll,
        conditions: fromAddresses,
      },
      {
        actions: ["ses:SendBulkEmail"],
        resources: onAll,
        when: ({ options }) => options.fromAddresses === undefined,
      },
    ],
  }),
});

/** An identity, a configuration set or a template by its name. */
export type SesName<Text = string> = NameOf<typeof identity, Text>;
/** The options of `ses.send(…)`, which docs/grants.md lists. */
export type SesOptions<Text = string> = OptionsOf<typeof ses, "send", Text>;
/** The options of `ses.sendTemplated(…)`, which docs/grants.md lists. */
export type SesTemplateOptions<Text = string> = OptionsOf<typeof ses, "sendTemplated", Text>;
