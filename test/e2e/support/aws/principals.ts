import { indexed, parameters } from "./authorisation/query.js";
import type { Answer, AwsRequest } from "./message.js";
import { isMembers } from "./message.js";

/** Whose an access key is. */
export type Principal =
  | { readonly kind: "user"; readonly name: string }
  | {
      readonly kind: "session";
      /** The role's name, without its path. */
      readonly role: string;
      /** `arn:aws:sts::…:assumed-role/<role>/<session>` */
      readonly arn: string;
      readonly tags: Readonly<Record<string, string>>;
      /** Policies that narrow the session: documents, and ARNs of managed ones. None narrow nothing. */
      readonly sessionPolicies: readonly (string | { readonly arn: string })[];
    };

/** The access keys that IAM and STS have given out, learnt from their answers as they pass by. */
export class Principals {
  readonly #byAccessKey = new Map<string, Principal>();

  find(accessKeyId: string): Principal | undefined {
    return this.#byAccessKey.get(accessKeyId);
  }

  learn(request: AwsRequest, answer: Answer): void {
    if (typeof answer === "symbol" || answer.status !== 200) return;
    const read = GIVING_OUT[request.operation];
    if (read === undefined) return;
    const xml = answer.body.toString();
    const accessKeyId = element(xml, "AccessKeyId");
    if (accessKeyId !== "") this.#byAccessKey.set(accessKeyId, read(parameters(request), xml));
  }
}

type Reader = (input: URLSearchParams, xml: string) => Principal;

/**
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
const GIVING_OUT: Readonly<Record<string, Reader>> = {
  CreateAccessKey: (_, xml) => ({ kind: "user", name: element(xml, "UserName") }),
  AssumeRole: (input, xml) => session(input, xml, tagsIn(input)),
  AssumeRoleWithWebIdentity: (input, xml) => session(input, xml, claimedTags(input.get("WebIdentityToken") ?? "")),
};

function session(input: URLSearchParams, xml: string, tags: Readonly<Record<string, string>>): Principal {
  const [, assumed = ""] = /<AssumedRoleUser>(.*?)<\/AssumedRoleUser>/s.exec(xml) ?? [];
  const policy = input.get("Policy");
  return {
    kind: "session",
    role: (input.get("RoleArn") ?? "").split("/").at(-1) ?? "",
    arn: element(assumed, "Arn"),
    tags,
    sessionPolicies: [
      ...(policy === null ? [] : [policy]),
      ...indexed(input, "PolicyArns.member").map(({ arn = "" }) => ({ arn })),
    ],
  };
}

const tagsIn = (input: URLSearchParams) =>
  Object.fromEntries(indexed(input, "Tags.member").map(({ Key = "", Value = "" }) => [Key, Value]));

/**
 * The tags that a token brings with it: one value each, as Cognito writes them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp
 */
function claimedTags(token: string): Readonly<Record<string, string>> {
  const [, payload = ""] = token.split(".");
  if (payload === "") return {};
  const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  const claim = isMembers(claims) ? claims["https://aws.amazon.com/tags"] : undefined;
  const tags = isMembers(claim) && isMembers(claim.principal_tags) ? claim.principal_tags : {};
  return Object.fromEntries(Object.entries(tags).map(([key, values]) => [key, String([values].flat()[0])]));
}

const element = (xml: string, name: string): string => new RegExp(`<${name}>(.*?)</${name}>`, "s").exec(xml)?.[1] ?? "";
