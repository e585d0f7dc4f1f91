import { isJsonObject, type JsonObject, jsonBody } from "../../message.js";
import {
  type Authorization,
  authorization,
  NoRow,
  onNothing,
  type RequestContext,
  type Row,
  tableOf,
} from "../model.js";
import { hasTags, requestTags } from "../tags.js";
import { branchArn, passing } from "./amplify.js";

const TYPE = "AWS::Amplify::Branch";

/** The permissions of Cloud Control itself are CloudFormation's, and on no resource. */
const own =
  (
    action: string,
    handler: (input: JsonObject, asked: RequestContext) => readonly Authorization[] = () => [],
  ): Row<JsonObject> =>
  (input, asked) => {
    if (input.TypeName !== undefined && input.TypeName !== TYPE) {
      throw new NoRow(`Nothing says what the handlers of ${input.TypeName} are authorized for`);
    }
    return [onNothing(`cloudformation:${action}`), ...handler(input, asked)];
  };

const parsed = (text: unknown): unknown => JSON.parse(String(text));
const on = (resource: string, ...actions: readonly string[]) =>
  actions.map((action) => authorization(`amplify:${action}`, resource));
const identified = ({ Identifier }: JsonObject) => String(Identifier);
const passingToAmplify = (role: unknown) => passing([role], "amplify.amazonaws.com");

function creating({ DesiredState }: JsonObject, { at }: RequestContext): readonly Authorization[] {
  const desired = parsed(DesiredState);
  if (!isJsonObject(desired)) return [];
  const resource = branchArn(String(desired.AppId), String(desired.BranchName), at);
  const tags = requestTags(desired.Tags);
  return [
    authorization("amplify:CreateBranch", resource, tags),
    ...on(resource, "GetBranch"),
    ...(hasTags(tags) ? [authorization("amplify:TagResource", resource, tags)] : []),
    ...passingToAmplify(desired.ComputeRoleArn),
  ];
}

/** The handler sends the whole desired state, and so the role that the branch has already where the patch leaves it. */
function updating(input: JsonObject, { clients: { hosting } }: RequestContext): readonly Authorization[] {
  const resource = identified(input);
  const operations = parsed(input.PatchDocument);
  const patch = (Array.isArray(operations) ? operations : []).filter(isJsonObject);
  const touching = (property: string) => patch.filter(({ path }) => `${path}/`.startsWith(`/${property}/`));
  const [ofRole] = touching("ComputeRoleArn").slice(-1);
  const role = ofRole === undefined ? hosting.byArn(resource).computeRoleArn : ofRole.value;
  return [
    ...on(resource, "UpdateBranch", "GetBranch", "ListTagsForResource"),
    ...(touching("Tags").length > 0 ? on(resource, "TagResource", "UntagResource") : []),
    ...passingToAmplify(role),
  ];
}

/**
 * Cloud Control acts with the caller's own rights: what the type's handler does has to be allowed too. Which rights
 * those are, the type's schema says under `handlers`; of them, those that a request has need of.
 * https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/security.html
 * https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
 */
export const cloudControl = tableOf(jsonBody, {
  CreateResource: own("CreateResource", creating),
  GetResource: own("GetResource", (input) => on(identified(input), "GetBranch", "ListTagsForResource")),
  UpdateResource: own("UpdateResource", updating),
  DeleteResource: own("DeleteResource", (input) => on(identified(input), "DeleteBranch", "GetBranch")),
  GetResourceRequestStatus: own("GetResourceRequestStatus"),
});
