import { parseResource } from "../../aws/parse-resource.js";
import { type ResourceType, resourceType } from "../../aws/resource-type.js";
import { nonEmptyArray } from "../../schema/schema.js";
import { textConditions } from "../conditions.js";
import type { AccessLevel, GrantDefinition, Option, Request } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";
import { narrowing } from "../narrowing.js";

/** Something of SES by its name; an identity's is its domain or its address. `*` and `?` match many. */
export interface SesName<Text = string> extends ArnScope<Text> {
  readonly name: Text;
}

export interface SesOptions<Text = string> {
  /** The addresses that may stand in `From` (`ses:FromAddress`); `*` and `?` match many. Default: the identity's. */
  readonly fromAddresses?: readonly Text[];
  /** The configuration sets that may be sent with, by ARN or by name, also an identity's default one. Default: none. */
  readonly configurationSets?: readonly (Text | SesName<Text>)[];
}

export interface SesTemplateOptions<Text = string> extends SesOptions<Text> {
  /** The templates, by ARN or by name. */
  readonly templates: readonly (Text | SesName<Text>)[];
}

/** The ARN of an identity, or its name. */
type Identity<Text> = OneOrMore<Text | SesName<Text>>;

/** While an account is in the sandbox, addresses that are written to are identities too, and asked for as such. */
export interface SesGrants<Text = string> {
  /** SendEmail, SendRawEmail. */
  send(identity: Identity<Text>, options?: SesOptions<Text>): Grant<Text>;
  /**
   * SendEmail, SendTemplatedEmail, SendBulkTemplatedEmail with templates; SendBulkEmail, unless `fromAddresses` are
   * given, which it does not honour.
   */
  sendTemplated(identity: Identity<Text>, options: SesTemplateOptions<Text>): Grant<Text>;
}

/** A name of at most `length` characters; letters, digits, `_` and `-`, but in identities. */
const named = (name: string, pattern: RegExp, example: string, length: number): ResourceType => {
  const prefix = `${name.replace(" ", "-")}/`;
  return resourceType({
    service: "ses",
    name,
    prefix,
    resource: new RegExp(`^${prefix}${pattern.source}$`),
    example: `${prefix}${example}`,
    characters: prefix.length + length,
    scope: "regional",
    named: [{ keys: { name: new RegExp(`^${pattern.source}$`) }, resource: (values) => `${prefix}${values.name}` }],
  });
};
const identity = named("identity", /[^\s/:]+/, "example.com", 320);
const configurationSet = named("configuration set", /[\w*?-]+/, "transactional", 64);
const template = named("template", /[\w*?-]+/, "welcome", 64);

const arnsOf = (kind: ResourceType): Option<readonly string[]> => ({
  schema: (value, context, deployment) =>
    nonEmptyArray<string>((entry, place) => parseResource([kind], entry, deployment, place)?.arn, kind.name)(
      value,
      context,
    ),
  maxLength: kind.maxLength,
});

type Options = {
  fromAddresses?: readonly string[];
  configurationSets?: readonly string[];
  templates?: readonly string[];
};
type R = Request<Options>;

/** Each thing that a message is sent with is authorised: https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html */
const onAll = ({ resource, options }: R) => [
  resource.arn,
  ...(options.configurationSets ?? []),
  ...(options.templates ?? []),
];
const fromAddresses = ({ options }: R) => textConditions({ "ses:FromAddress": options.fromAddresses });

const send: AccessLevel<Options> = {
  options: ["fromAddresses", "configurationSets"],
  permissions: [{ actions: ["ses:SendEmail", "ses:SendRawEmail"], resources: onAll, conditions: fromAddresses }],
};
const sendTemplated: AccessLevel<Options> = {
  required: ["templates"],
  permissions: [
    {
      actions: ["ses:SendBulkTemplatedEmail", "ses:SendEmail", "ses:SendTemplatedEmail"],
      resources: onAll,
      conditions: fromAddresses,
    },
    { actions: ["ses:SendBulkEmail"], resources: onAll, when: ({ options }) => options.fromAddresses === undefined },
  ],
};

export const sesDefinition: GrantDefinition<Options> = {
  name: "ses",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html",
  resourceType: identity,
  options: {
    fromAddresses: { schema: nonEmptyArray(narrowing("address", "*@example.com"), "address"), maxLength: 320 },
    configurationSets: arnsOf(configurationSet),
    templates: arnsOf(template),
  },
  access: { send, sendTemplated },
};
