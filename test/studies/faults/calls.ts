import type { AwsRequest } from "../../e2e/aws/message.js";
import { jsonBody } from "../../e2e/aws/message.js";

/** Reads change nothing: whether one fails before or after it took effect is the same. */
export const isRead = (call: string) => /^\S+ (Get|List|Describe)/.test(call);

/**
 * A request in words that are the same in every run, whatever ids AWS makes up and in whatever order a tool's parallel
 * work comes: `iam CreateRole site-preview`.
 */
export function callOf(request: AwsRequest): string {
  const { service, operation } = request;
  return [service, operation, ...thingsIn(request)].join(" ").replaceAll(/\bd[0-9a-z]{13}\b/g, "<app>");
}

/** What a request is about, in each protocol: query, JSON with everything in the body, JSON with a path. */
function thingsIn(request: AwsRequest): string[] {
  if (request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
    const form = new URLSearchParams(request.body.toString("utf8"));
    return said([form.get("RoleName"), form.get("PolicyName"), lastPart(form.get("PolicyArn")), form.get("TypeName")]);
  }
  const body = jsonBody(request);
  if (request.service === "amplify") {
    const path = request.path.split("/").filter((part) => part !== "apps" && part !== "branches");
    return said([...path.map(decodeURIComponent), body.name, body.branchName]);
  }
  const { BranchName } = JSON.parse(String(body.DesiredState ?? "{}"));
  const group = body.logGroupName ?? body.logGroupNamePrefix ?? String(body.resourceArn ?? "").split(":log-group:")[1];
  return said([BranchName, lastPart(body.Identifier), group]);
}

const said = (values: readonly unknown[]) =>
  values.filter((value): value is string => typeof value === "string" && value !== "");

const lastPart = (path: unknown) => (typeof path === "string" ? path.split("/").at(-1) : undefined);
