import type { Report } from "../findings/finding.js";
import { article, quoted, writeInstead } from "../findings/text.js";
import type { Origin } from "../placeholders/origin.js";
import { originOf, toDisplayString } from "../placeholders/placeholder.js";
import { exampleOf } from "./resource-examples.js";
import { fullName, type ResourceType, scopePartsOf } from "./resource-type.js";

/** What an ARN is expected of: as messages name it, and as the tools do. */
export interface ExpectedResource extends Pick<ResourceType, "managedAs" | "arnAttributes"> {
  /** `DynamoDB table`. */
  readonly called: string;
  /** What to write, for messages. */
  readonly example: string;
  /** Whether text that follows the ARN can be a part of it. */
  readonly acceptsAfter?: (rest: string) => boolean;
}

const isOf = ({ managedAs }: Pick<ResourceType, "managedAs">, { type }: Origin): boolean =>
  managedAs?.includes(type) === true;

/** The type that a resource of the program has; undefined if the text does not start with an attribute of one. */
export function typeOfOrigin<Type extends ResourceType>(types: readonly Type[], text: string): Type | undefined {
  const found = originOf(text);
  return found && types.find((type) => isOf(type, found.origin));
}

/** `orders (aws_dynamodb_table)`. */
const described = ({ name, type }: Origin): string => `${name} (${type})`;

const wrongType = (origin: Origin, { called, example }: ExpectedResource): Report => ({
  code: "ARN_RESOURCE_TYPE_MISMATCH",
  message: `Expected ${article(called)}, got ${described(origin)}.`,
  fix: writeInstead(`${article(called)} of your program, ${example}`),
  parameters: { expected: called, found: origin.type, name: origin.name, example },
});

const notItsArn = (origin: Origin, { called }: ExpectedResource, arn: string): Report => ({
  code: "NOT_AN_ARN",
  message: `Expected the ARN of ${article(called)}, got the attribute ${quoted(origin.attribute)} of ${described(origin)}.`,
  fix: writeInstead(`the resource itself, or its "${arn}"`),
  parameters: { expected: called, attribute: origin.attribute, found: origin.type, name: origin.name, arn },
});

const textAfterArn = (origin: Origin, rest: string, { called }: ExpectedResource): Report => ({
  code: "TEXT_AFTER_ARN",
  message: `${quoted(toDisplayString(rest))} follows the ARN of ${described(origin)}, so the text is not the ARN of ${article(called)}.`,
  fix: "Write the resource itself. The function grants what belongs to it; its options restrict that.",
  parameters: { rest: toDisplayString(rest), expected: called, name: origin.name },
});

/** Types of the AWS providers. What another provider names like that may have any ARN. */
const OF_AWS = /^(aws_|aws:)/;
/** Attributes that are never an ARN, whatever resource they are of. */
const NEVER_ARN: ReadonlySet<string> = new Set(["name", "url", "bucket", "functionName", "domainName", "endpoint"]);

/** What is wrong with an attribute of a resource of the program where an ARN is expected. The ARN itself is not known. */
export function originReport(text: string, expectedResources: () => readonly ExpectedResource[]): Report | undefined {
  const found = originOf(text);
  if (found === undefined || !OF_AWS.test(found.origin.type)) return undefined;
  const { origin, rest } = found;
  const expected = expectedResources();
  const [first] = expected;
  if (first === undefined || expected.some(({ managedAs }) => managedAs === undefined)) return undefined;
  const meant = expected.find((one) => isOf(one, origin));
  const arns = meant?.arnAttributes ?? ["arn"];
  if (meant === undefined) {
    if (origin.attribute === "arn") return wrongType(origin, first);
    return NEVER_ARN.has(origin.attribute) ? notItsArn(origin, first, "arn") : undefined;
  }
  if (!arns.includes(origin.attribute)) return notItsArn(origin, meant, arns[0] ?? "arn");
  return rest === "" || meant.acceptsAfter?.(rest) !== false ? undefined : textAfterArn(origin, rest, meant);
}

/** Resource types of grants as they are expected. */
export const expectedOf = (types: readonly ResourceType[]): readonly ExpectedResource[] =>
  types.map((type) => ({
    called: fullName(type),
    example: exampleOf(...types),
    acceptsAfter: (rest) => rest.includes("\uE000") || type.resource.test(`${type.example}${rest}`),
    ...(type.managedAs === undefined ? {} : { managedAs: type.managedAs }),
    ...(type.arnAttributes === undefined ? {} : { arnAttributes: type.arnAttributes }),
  }));

/** A warning if a resource of the program is in another region than the app. Global resources are in no region. */
export function originRegionReport(text: string, type: ResourceType): Report | undefined {
  const origin = originOf(text)?.origin;
  if (origin?.region === undefined || !scopePartsOf(type).includes("region")) return undefined;
  return {
    code: "RESOURCE_IN_OTHER_REGION",
    severity: "warning",
    message: `The ${fullName(type)} ${origin.name} is in the region ${quoted(origin.region)}, not in the app's.`,
    fix: "Check that this is meant. The server code needs a client for that region.",
    parameters: { name: origin.name, region: origin.region },
  };
}
