import { faults } from "../errors/faults.js";
import type { Statement } from "../policy/document.js";
import type { Place } from "../read/place.js";
import { isRecord, list, oneOf, type Reader, shape, text } from "../read/readers.js";
import { isLate, isWhollyLate } from "../text/late.js";
import { parseJson } from "./json.js";
import type { LocatedStatement } from "./located.js";
import { type PolicyType, plainStatement, readStatement } from "./read-statement.js";
import { checkStatements } from "./rules/index.js";

interface ReadDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement?: readonly LocatedStatement[];
}

/**
 * Reads a policy of an identity that comes in whole: an object, or JSON text. Reports what IAM would refuse, what can
 * never match and what is risky, at its place, and returns its statements as far as they could be read.
 */
export function readPolicyDocument(value: unknown, at: Place): readonly Statement[] | undefined {
  if (typeof value !== "string" || isWhollyLate(value)) return readDocument(value, "identity", at)?.map(plainStatement);
  const parsed = parseJson(value, at);
  return parsed === undefined ? undefined : readDocument(parsed.value, "identity", at)?.map(plainStatement);
}

/** The statements of a document of unknown shape, which is not text. What is wrong with it is reported. */
export function readDocument(value: unknown, type: PolicyType, at: Place): readonly LocatedStatement[] | undefined {
  const read = documentReader(type)(value, at);
  if (read === undefined) return undefined;
  const statements = read.Statement ?? [];
  checkVersion(read.Version, statements, at);
  checkStatements(statements, { type });
  return statements;
}

const documentReader = (type: PolicyType): Reader<ReadDocument> =>
  shape<ReadDocument>({ Version: oneOf("2012-10-17", "2008-10-17"), Id: text, Statement: statementsReader(type) }, [
    "Statement",
  ]);

function statementsReader(type: PolicyType): Reader<readonly LocatedStatement[]> {
  return (value, at) => {
    if (isRecord(value)) {
      const statement = readStatement(type, "Statement")(value, at);
      return statement === undefined ? undefined : [statement];
    }
    if (!Array.isArray(value)) return list(readStatement(type, ""))(value, at);
    if (value.length === 0) return at.report(faults.empty("statement"));
    return value
      .map((entry, index) => readStatement(type, `Statement[${index}]`)(entry, at.entry(index)))
      .filter((statement) => statement !== undefined);
  };
}

const VARIABLE = /\$\{[^{}]*\}/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
function checkVersion(version: string | undefined, statements: readonly LocatedStatement[], at: Place): void {
  if (version === "2012-10-17" || (version !== undefined && isLate(version))) return;
  const texts = statements.flatMap(({ resources, notResources, conditions }) => [
    ...resources,
    ...notResources,
    ...conditions.flatMap(({ values }) => values),
  ]);
  const variable = texts.map(({ text }) => VARIABLE.exec(text)?.[0]).find((found) => found !== undefined);
  at.member("Version").report(faults.policyVersion(version, variable));
}
