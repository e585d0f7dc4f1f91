import { webIdentityOf } from "../../web-identity.js";
import { type Authorization, authorization, type Context, tableOf } from "../model.js";
import { indexed, parameters } from "../query.js";
import { hasTags, requestTags } from "../tags.js";

/**
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 * GetCallerIdentity answers everybody, whatever their policies say:
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const sts = tableOf(parameters, {
  GetCallerIdentity: () => [],
  AssumeRole: (input): readonly Authorization[] => {
    const role = input.get("RoleArn") ?? "";
    const tags = requestTags(indexed(input, "Tags.member"));
    const externalId = input.get("ExternalId");
    const context = {
      ...tags,
      ...(externalId === null ? {} : { "sts:ExternalId": externalId }),
      "sts:RoleSessionName": input.get("RoleSessionName") ?? "",
    };
    return [authorization("sts:AssumeRole", role, context), ...tagging(role, tags)];
  },
  AssumeRoleWithWebIdentity: (input): readonly Authorization[] => {
    const role = input.get("RoleArn") ?? "";
    const identity = webIdentityOf(input);
    const context = { ...identity.context, ...requestTags(identity.tags) };
    return [authorization("sts:AssumeRoleWithWebIdentity", role, context), ...tagging(role, context)];
  },
});

/** What a session with tags takes besides. */
const tagging = (role: string, context: Context): readonly Authorization[] =>
  hasTags(context) ? [authorization("sts:TagSession", role, context)] : [];
