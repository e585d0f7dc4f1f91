import { invalidName } from "../../findings/messages.js";
import { isUnresolved } from "../../placeholders/placeholder.js";
import { nonEmptyArray, type Schema } from "../../schema/schema.js";
import { stringConditions } from "../conditions.js";
import { onResource, option } from "../definition.js";
import { narrowing } from "../narrowing.js";
import { form, type NameOf, resource } from "../resource.js";
import { type OptionsOf, service } from "../service.js";

const role = resource({
  service: "iam",
  name: "role",
  prefix: "role/",
  resource: /^role\/[\w+=,.@/*?-]+$/,
  example: "role/reader",
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: "role", a path of 512, a name of 64
  characters: 580,
  managedAs: ["aws_iam_role", "aws:iam/role:Role"],
  scope: "account",
  slashes: "paths",
  ofOneAccount: true,
  named: [
    form({
      keys: {
        /** The role's name, after its path if it has one: `team/reader`. `*` and `?` match several. */
        name: /^[\w+=,.@*?-]+(\/[\w+=,.@*?-]+)*$/,
      },
      resource: ({ name }) => `role/${name}`,
    }),
  ],
});

const EXTERNAL_ID = /^[\w+=,.@:/*?-]{1,1224}$/;
const externalId: Schema<string> = (value, context) => {
  const parsed = narrowing("external id", "shop-42")(value, context);
  if (parsed === undefined || isUnresolved(parsed) || EXTERNAL_ID.test(parsed)) return parsed;
  return context.report(invalidName(parsed, "external id", EXTERNAL_ID, "shop-42"));
};

const { level, functions } = service("sts", {
  resourceType: role,
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  options: {
    /**
     * The external id that the request must have.
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
     */
    externalId: option(externalId, 1224),
    /**
     * The keys of the tags that the session can have. `*` and `?` match several. Default: none.
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
     */
    sessionTags: option(nonEmptyArray(narrowing("tag key", "team"), "tag key"), 128),
  },
});

/** STS. https://docs.aws.amazon.com/service-authorization/latest/reference/list_sts.html */
export const sts = functions({
  /** Assumes another role, with tags if `sessionTags` are given. The role's trust policy must allow both too. */
  assumeRole: level({
    permissions: [
      {
        actions: ["sts:AssumeRole"],
        resources: onResource,
        conditions: ({ options: { externalId } }) =>
          stringConditions({ "sts:ExternalId": externalId === undefined ? undefined : [externalId] }),
      },
      {
        actions: ["sts:TagSession"],
        resources: onResource,
        conditions: ({ options }) => stringConditions({ "aws:TagKeys": options.sessionTags }, "ForAllValues:"),
        when: ({ options }) => options.sessionTags !== undefined,
      },
    ],
  }),
});

/** A role by its name. */
export type RoleName<Text = string> = NameOf<typeof role, Text>;
/** The options of `sts.assumeRole(…)`, which docs/grants.md lists. */
export type AssumeRoleOptions<Text = string> = OptionsOf<typeof sts, "assumeRole", Text>;
