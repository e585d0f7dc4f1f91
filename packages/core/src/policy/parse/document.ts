import type { Report } from "../../findings/finding.js";
import { empty } from "../../findings/messages.js";
import { quoted } from "../../findings/text.js";
import { isUnresolved, isWhollyUnresolved } from "../../placeholders/placeholder.js";
import type { Context } from "../../schema/context.js";
import { anyString, array, isRecord, isUnresolvedStructure, object, oneOf, type Schema } from "../../schema/schema.js";
import type { Statement } from "../document.js";
import { checkStatements } from "../rules/index.js";
import type { RuleOptions } from "../rules/rule.js";
import { parseJson } from "./json.js";
import type { LocatedStatement } from "./located.js";
import { parseStatement, plainStatement } from "./statement.js";

interface ReadDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement?: readonly LocatedStatement[];
}

/**
 * Parses an identity policy: an object, or JSON text. Reports what IAM would refuse, what can never match and what is
 * risky. Returns the statements that it could parse.
 */
export function parsePolicyDocument(value: unknown, context: Context): readonly Statement[] | undefined {
  if (typeof value !== "string" || isWhollyUnresolved(value))
    return parseDocument(value, { type: "identity" }, context)?.map(plainStatement);
  const parsed = parseJson(value, context);
  return parsed === undefined
    ? undefined
    : parseDocument(parsed.value, { type: "identity" }, context)?.map(plainStatement);
}

/** Parses a document that is not text. Reports what is wrong with it. */
export function parseDocument(
  value: unknown,
  options: RuleOptions,
  context: Context,
): readonly LocatedStatement[] | undefined {
  const read = documentSchema(options)(value, context);
  if (read === undefined) return undefined;
  const statements = read.Statement ?? [];
  checkVersion(read.Version, statements, context);
  checkStatements(statements, options);
  return statements;
}

const documentSchema = (options: RuleOptions): Schema<ReadDocument> =>
  object<ReadDocument>(
    { Version: oneOf("2012-10-17", "2008-10-17"), Id: anyString, Statement: statementsSchema(options) },
    ["Statement"],
  );

function statementsSchema({ type, templates = false }: RuleOptions): Schema<readonly LocatedStatement[]> {
  return (value, context) => {
    if (templates && isUnresolvedStructure(value)) return [];
    if (isRecord(value)) {
      const statement = parseStatement(type, "Statement", templates)(value, context);
      return statement === undefined ? undefined : [statement];
    }
    if (!Array.isArray(value)) return array(parseStatement(type, ""))(value, context);
    if (value.length === 0) return context.report(empty("statement"));
    return value
      .map((entry, index) => parseStatement(type, `Statement[${index}]`, templates)(entry, context.index(index)))
      .filter((statement) => statement !== undefined);
  };
}

const VARIABLE = /\$\{[^{}]*\}/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
function checkVersion(version: string | undefined, statements: readonly LocatedStatement[], context: Context): void {
  if (version === "2012-10-17" || (version !== undefined && isUnresolved(version))) return;
  const texts = statements.flatMap(({ resources, notResources, conditions }) => [
    ...resources,
    ...notResources,
    ...conditions.flatMap(({ values }) => values),
  ]);
  const variable = texts.map(({ text }) => VARIABLE.exec(text)?.[0]).find((found) => found !== undefined);
  context.property("Version").report(policyVersion(version, variable));
}

const policyVersion = (version: string | undefined, variable: string | undefined): Report => ({
  code: version === undefined ? "MISSING_VERSION" : "INVALID_VERSION",
  severity: variable === undefined ? "warning" : "error",
  message: `The policy has ${version === undefined ? "no Version" : `the Version ${quoted(version)}`}, so IAM ${
    variable === undefined
      ? "uses its rules of 2008"
      : `treats the policy variable ${quoted(variable)} as plain text, which matches nothing`
  }.`,
  fix: 'Write "Version": "2012-10-17".',
  parameters: {
    ...(version === undefined ? {} : { found: version }),
    ...(variable === undefined ? {} : { variable }),
  },
});
