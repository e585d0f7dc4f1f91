import { indexed, parameters } from "./authorization/query.js";
import type { Answer, AwsRequest } from "./message.js";
import { webIdentityOf } from "./web-identity.js";

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
  AssumeRoleWithWebIdentity: (input, xml) => session(input, xml, webIdentityOf(input).tags),
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

const element = (xml: string, name: string): string => new RegExp(`<${name}>(.*?)</${name}>`, "s").exec(xml)?.[1] ?? "";
