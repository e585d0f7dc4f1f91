import type { Statement } from "../policy/document.js";
import type { AccessHolder } from "./access-holders.js";
import {
  type AccessState,
  actionTexts,
  canLimit,
  limited,
  type Probe,
  resourceTexts,
  Statements,
  type Texts,
} from "./access-state.js";
import type { AccessMatrix } from "./matrix.js";

/** What a role's policies say, and at most what its boundary allows. */
export interface Access {
  readonly statements: readonly Statement[];
  readonly boundary?: readonly Statement[];
}

export function limitedAccess({ permissions }: AccessMatrix, holder: AccessHolder | undefined): Access {
  const boundary = holder?.role?.boundary?.statements;
  const own = permissions.filter(({ role }) => role === holder?.role?.id).map(({ statement }) => statement);
  return boundary !== undefined && canLimit(boundary, own) ? { statements: own, boundary } : { statements: own };
}

/** Says what is allowed: by the policies, and by the boundary if there is one. */
export function stateOf({ statements, boundary }: Access): (probe: Probe) => AccessState {
  const own = new Statements(statements);
  if (boundary === undefined) return (probe) => own.state(probe);
  const limit = new Statements(boundary);
  return (probe) => limited(own.state(probe), limit.state(probe));
}

/** What policies and a boundary name, also together: the actions of one on the resources of the other. */
function probesIn({ statements, boundary }: Access): readonly Probe[] {
  if (boundary === undefined) return probesOf(statements);
  const together = (one: readonly Statement[], other: readonly Statement[]) =>
    unique(one.map(actionTexts)).flatMap((action) =>
      unique(other.map(resourceTexts)).map((resource) => ({ action, resource })),
    );
  return [
    ...probesOf([...statements, ...boundary]),
    ...together(statements, boundary),
    ...together(boundary, statements),
  ];
}

/** A denial of one side is about what the other one allows, too. */
export const probesOfBoth = (before: Access, after: Access): readonly Probe[] =>
  before.boundary === undefined && after.boundary === undefined
    ? probesOf([...after.statements, ...before.statements])
    : [...probesIn(after), ...probesIn(before), ...probesOf([...after.statements, ...before.statements])];

const unique = (texts: readonly Texts[]): readonly Texts[] => [
  ...new Map(texts.flatMap(singles).map((one) => [JSON.stringify(one), one])).values(),
];

/** The pairs of action and resource that statements name; and for each denied resource, the actions that are allowed. */
function probesOf(statements: readonly Statement[]): readonly Probe[] {
  const allowed = statements.filter(({ Effect }) => Effect === "Allow").flatMap((one) => singles(actionTexts(one)));
  return statements.flatMap((statement) => {
    const actions =
      statement.Effect === "Deny" ? [...allowed, ...singles(actionTexts(statement))] : singles(actionTexts(statement));
    return actions.flatMap((action) => singles(resourceTexts(statement)).map((resource) => ({ action, resource })));
  });
}

const singles = ({ names, negated }: Texts): readonly Texts[] =>
  negated ? [{ names, negated }] : names.map((name) => named(name));

export const named = (name: string): Texts => ({ names: [name], negated: false });
