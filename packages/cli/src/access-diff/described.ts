import type { AccessChange, AccessDiff, NotConsidered, UnknownAccess } from "@amplify-roles/core/doctor";
import { actionsMatching, globMatches } from "@amplify-roles/core/lint";
import { ACCESS_LEVELS, type AccessLevel, accessLevelsOf } from "../render/access-levels.js";
import { actionsInWords, conditionsInWords, shortArn } from "../render/describe-statement.js";
import { counted, groupBy } from "../util.js";

/** A change as people read it. */
export interface DescribedChange {
  readonly owner: string;
  readonly who: string;
  readonly stage?: string;
  readonly sign: "+" | "-" | "~" | "✕";
  /** Whether somebody may do more. What cannot be compared counts as more. */
  readonly isMore: boolean;
  /** From `read` to `admin`. */
  readonly levels: readonly AccessLevel[];
  /** `dynamodb:PutItem`; `the role web`. */
  readonly what: string;
  /** ARNs, patterns of them, and exceptions. Empty if it is about a whole role or policy. */
  readonly resources: readonly string[];
  /** `, only if s3:prefix is like images/*` */
  readonly how: string;
}

/** All changes of a comparison. */
export const describedChanges = ({ changes, unknown }: AccessDiff): readonly DescribedChange[] => [
  ...changes.map(describedChange),
  ...unknown.map(describedUnknown),
];

const SIGNS: Readonly<Record<AccessChange["type"], DescribedChange["sign"]>> = {
  added: "+",
  widened: "+",
  undenied: "+",
  removed: "-",
  narrowed: "-",
  conditions: "~",
  denied: "✕",
};

function describedChange(change: AccessChange): DescribedChange {
  const { owner, who, stage, type, resources, exceptResources } = change;
  return {
    owner,
    who,
    ...(stage === undefined ? {} : { stage }),
    sign: SIGNS[type],
    isMore: SIGNS[type] === "+" || SIGNS[type] === "~",
    levels: levelsOf(change),
    what: actionsInText(change),
    resources: exceptResources === undefined ? resources : [`everything except ${exceptResources.join(", ")}`],
    how: howOf(change),
  };
}

function actionsInText({ actions, exceptActions }: AccessChange): string {
  const [first = "", ...others] = actions;
  if (exceptActions !== undefined && first === "*") return `everything except ${exceptActions.join(", ")}`;
  const text = others.length === 0 ? first : actionsInWords(actions);
  return exceptActions === undefined ? text : `${text} except ${actionsInWords(exceptActions)}`;
}

function levelsOf({ actions, exceptActions }: AccessChange): readonly AccessLevel[] {
  const isExcepted = (name: string) => exceptActions?.some((one) => globMatches(one, name)) === true;
  const single = actions.flatMap((pattern) => {
    const names = exceptActions === undefined ? [] : actionsMatching(pattern).map(({ name }) => name);
    return names.length === 0 ? [pattern] : names.filter((name) => !isExcepted(name));
  });
  const found = new Set(single.flatMap(accessLevelsOf));
  return ACCESS_LEVELS.filter((level) => found.has(level));
}

function howOf({ type, conditions = [], unless = [] }: AccessChange): string {
  const together = (list: typeof conditions) => list.map((one) => conditionsInWords(one).join(" and ")).join("; or ");
  const met = conditions.length === 0 ? "" : ` if ${together(conditions)}`;
  const not = unless.length === 0 ? "" : ` unless ${together(unless)}`;
  const denied = unless.length === 0 ? "" : ` if ${together(unless)}`;
  if (type === "denied") return `, now denied${denied}`;
  if (type === "undenied") return `, no longer denied${denied}`;
  if (type === "widened")
    return met + not === "" ? ", now under no condition" : `, under fewer conditions:${met}${not}`;
  if (type === "narrowed") return `, only${met}${not}`;
  if (type === "conditions") return `, under other conditions:${met}${not}`;
  return met + not;
}

function describedUnknown({ owner, who, stage, type, change, name }: UnknownAccess): DescribedChange {
  return {
    owner,
    who,
    ...(stage === undefined ? {} : { stage }),
    sign: change === "added" ? "+" : "-",
    isMore: change === "added",
    levels: ACCESS_LEVELS,
    what:
      type === "role"
        ? `all that the role ${shortArn(name)} may do, unknown`
        : `the policy ${shortArn(name)}, contents unknown`,
    resources: [],
    how: "",
  };
}

/** What was not compared, and may change the result. Boundaries of several branches are one line. */
export function notConsideredTexts(all: readonly NotConsidered[]): readonly string[] {
  const boundaries = groupBy(
    all.filter(({ type }) => type === "boundary").map((one) => [`${one.name}\n${one.change}`, one]),
  );
  return [
    ...[...boundaries.values()].map((group) => {
      const [{ name, change }] = group as [NotConsidered, ...NotConsidered[]];
      const who = [...new Set(group.map((one) => one.who))].join(", ");
      return `the permissions boundary ${shortArn(name)} of ${who}, contents unknown (${change})`;
    }),
    ...all
      .filter(({ type }) => type === "resourcePolicy")
      .map(({ name, change }) => `the policy of ${name} (${change})`),
  ];
}

/** `+ dynamodb:PutItem on table/orders` */
export function changeText({ sign, what, resources, how }: DescribedChange): string {
  return `${sign} ${what}${resources.length === 0 ? "" : ` on ${resources.map(shortArn).join(", ")}`}${how}`;
}

/** `(production)`, for a branch with a stage. */
export const stageText = ({ stage }: Pick<DescribedChange, "stage">): string =>
  stage === undefined ? "" : ` (${stage.toLowerCase().replaceAll("_", " ")})`;

/** Whom a change is about; with the app if the comparison is about several. */
export const whoText = ({ owner, who }: DescribedChange, changes: readonly DescribedChange[]): string =>
  new Set(changes.map((one) => one.owner)).size > 1 ? `${owner}/${who}` : who;

/** `2 changes: more access for develop, main; less for guests.` */
export function summaryOf(changes: readonly DescribedChange[]): string {
  if (changes.length === 0) return "No changes: everybody may do what they could do before.";
  const names = (some: readonly DescribedChange[]) => [...new Set(some.map((one) => whoText(one, changes)))].join(", ");
  const more = changes.filter(({ isMore }) => isMore);
  const less = changes.filter(({ isMore }) => !isMore);
  const parts = [
    ...(more.length === 0 ? [] : [`more access for ${names(more)}`]),
    ...(less.length === 0 ? [] : [`less for ${names(less)}`]),
  ].join("; ");
  const count = new Set(changes.map((one) => `${changeText(one)}\n${one.resources.join()}`)).size;
  return `${counted(count, "change")}: ${parts.replace(/^less for/, "less access for")}.`;
}
