import { resourceType } from "../../aws/resource-type.js";
import { nonEmptyArray } from "../../schema/schema.js";
import { textConditions } from "../conditions.js";
import { type GrantDefinition, onResource } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";
import { narrowing } from "../narrowing.js";

/** A role by its name, behind its path where it has one: `team/reader`; `*` and `?` match many. */
export interface RoleName<Text = string> extends Omit<ArnScope<Text>, "region"> {
  readonly name: Text;
}

export interface AssumeRoleOptions<Text = string> {
  /**
   * The external id that has to be sent.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
   */
  readonly externalId?: Text;
  /**
   * Keys of the tags that the session may be given; `*` and `?` match many. Default: none.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
   */
  readonly sessionTags?: readonly Text[];
}

export interface StsGrants<Text = string> {
  /** AssumeRole; TagSession with `sessionTags`. The role's trust policy has to allow them too. */
  assumeRole(role: OneOrMore<Text | RoleName<Text>>, options?: AssumeRoleOptions<Text>): Grant<Text>;
}

const role = resourceType({
  service: "iam",
  name: "role",
  prefix: "role/",
  resource: /^role\/[\w+=,.@/*?-]+$/,
  example: "role/reader",
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: "role", a path of 512, a name of 64
  characters: 580,
  scope: "account",
  named: [{ keys: { name: /^[\w+=,.@*?-]+(\/[\w+=,.@*?-]+)*$/ }, resource: ({ name }) => `role/${name}` }],
});

type Options = { externalId?: string; sessionTags?: readonly string[] };

export const stsDefinition: GrantDefinition<Options> = {
  name: "sts",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html",
  resourceType: role,
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  options: {
    externalId: { schema: narrowing("external id", "shop-42"), maxLength: 1224 },
    sessionTags: { schema: nonEmptyArray(narrowing("tag key", "team"), "tag key"), maxLength: 128 },
  },
  access: {
    assumeRole: {
      permissions: [
        {
          actions: ["sts:AssumeRole"],
          resources: onResource,
          conditions: ({ options: { externalId } }) =>
            textConditions({ "sts:ExternalId": externalId === undefined ? undefined : [externalId] }),
        },
        {
          actions: ["sts:TagSession"],
          resources: onResource,
          conditions: ({ options }) => textConditions({ "aws:TagKeys": options.sessionTags }, "ForAllValues:"),
          when: ({ options }) => options.sessionTags !== undefined,
        },
      ],
    },
  },
};
