import type { Origin, Part } from "@amplify-roles/core/adapter";
import { isPlainData } from "@amplify-roles/core/adapter";
import { ref, type TerraformProvider, TerraformStack, Token, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { defaultProviderOf } from "./default-provider.js";

/** Where a specification is used: what its values are compared with. */
export interface Usage {
  readonly stack: TerraformStack;
  /** The provider of the app's resources. Default: the stack's. */
  readonly provider: TerraformProvider | undefined;
}

/** `aws_dynamodb_table.orders.arn`, `data.aws_kms_key.shared.arn`. */
const ATTRIBUTE = /^(?:data\.)?([a-z][a-z0-9]*_\w+)\.([A-Za-z_][\w-]*)\.([a-z]\w*)$/;
/** What CDKTF adds to the id of a construct that is in another one. */
const HASH = /_[0-9A-F]{8}$/;

/** An expression that is an attribute of a resource, as one part of a leaf. The same attribute of the same resource is one value. */
export function partOfExpression(source: string, { stack }: Usage): Exclude<Part, string> {
  const reference = referenceIn(source);
  const [, type, id = "", attribute = ""] = ATTRIBUTE.exec(reference?.text ?? "") ?? [];
  if (reference === undefined || type === undefined) return { unresolved: source };
  const { text, stack: owner = stack } = reference;
  const name = id.replace(HASH, "");
  const origin: Origin = {
    type,
    name: owner === stack ? name : `${owner.node.id}/${name}`,
    attribute: camelCased(attribute),
  };
  return { unresolved: source, origin, key: `${owner.node.path} ${text}` };
}

/** The `arn` of the resource that an expression is an attribute of. In another stack, it becomes an output of that stack. */
export function arnReference(expression: string): string {
  const [token] = expression.includes("TfToken[") ? Tokenization.reverse(expression) : [];
  const { identifier, originStack } = (token ?? {}) as Partial<{ identifier: string; originStack: TerraformStack }>;
  const text = (identifier ?? referenceIn(expression)?.text ?? "").replace(/\.\w+$/, ".arn");
  return originStack === undefined ? `\${${text}}` : Token.asString(ref(text, originStack));
}

/** `stream_arn` → `streamArn`, as the bindings name attributes. */
export const camelCased = (attribute: string): string =>
  attribute.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The text of an expression, and the stack that its resource is in, if the text does not say it. */
export function referenceIn(source: string): { readonly text: string; readonly stack?: TerraformStack } | undefined {
  if (!source.includes("TfToken[")) return { text: source.replace(/^\$\{~?\s*|\s*~?\}$/g, "") };
  const [token] = Tokenization.reverse(source);
  // A reference of CDKTF's keeps its text, and the stack of its resource; other tokens have neither.
  const { identifier, originStack } = (token ?? {}) as {
    readonly identifier?: unknown;
    readonly originStack?: unknown;
  };
  if (typeof identifier !== "string") return undefined;
  return TerraformStack.isStack(originStack) ? { text: identifier, stack: originStack } : { text: identifier };
}

/**
 * The names of ARNs in constructs of a higher level, which follow the AWS CDK:
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-construct-library.html
 */
const ARN_PROPERTIES = [
  "arn",
  "tableArn",
  "bucketArn",
  "functionArn",
  "queueArn",
  "topicArn",
  "secretArn",
  "parameterArn",
  "keyArn",
  "streamArn",
  "deliveryStreamArn",
  "eventBusArn",
  "repositoryArn",
  "stateMachineArn",
  "userPoolArn",
  "roleArn",
  "managedPolicyArn",
  "guardrailArn",
  "apiArn",
  "indexArn",
];

/** The ARN of a construct. It has none if reading it fails. */
export function arnOf(construct: object): string | undefined {
  for (const property of ARN_PROPERTIES) {
    try {
      const arn = (construct as Record<string, unknown>)[property];
      if (typeof arn === "string") return arn;
    } catch {
      // This construct cannot say its ARN.
    }
  }
  return undefined;
}

/** A construct of the program in place of its ARN, and its ARN. Undefined for values that are no constructs or have no ARN. */
export function resourceIn(
  value: unknown,
  usage: Usage,
): { readonly arn: string; readonly whole: (origin: Origin | undefined) => Origin } | undefined {
  if (typeof value !== "object" || value === null || isPlainData(value) || Tokenization.isResolvable(value))
    return undefined;
  const arn = arnOf(value);
  if (arn === undefined) return undefined;
  const { node, constructor: made } = value as Partial<Construct>;
  const region = otherRegion(value, usage);
  const fallback: Origin = { type: made?.name ?? "", name: node?.id ?? "", attribute: "arn" };
  return { arn, whole: (origin = fallback) => ({ ...origin, whole: true, region }) };
}

/** The region of a resource, if its provider and the app's both name one and they differ. */
function otherRegion(value: object, { stack, provider }: Usage): string | undefined {
  const own = value as { readonly regionInput?: unknown; readonly provider?: unknown };
  const found = plainRegion(own.regionInput) ?? plainRegion((own.provider as { region?: unknown } | undefined)?.region);
  if (found === undefined) return undefined;
  const app = (provider ?? defaultProviderOf(stack)) as { readonly region?: unknown } | undefined;
  const expected = plainRegion(app?.region);
  return expected === undefined || expected === found ? undefined : found;
}

const plainRegion = (region: unknown): string | undefined =>
  typeof region === "string" && /^[a-z]+(-[a-z]+)+-\d+$/.test(region) ? region : undefined;
