/** Why it is not certain whether something applies to a request. */
export type Doubt =
  /** It depends on a condition key that the request leaves open. */
  | { readonly kind: "context"; readonly key: string }
  /** Two texts are equal or not, depending on a value that is known only after deploy. */
  | { readonly kind: "value"; readonly pattern: string; readonly text: string }
  /** The request is for several resources, and the pattern matches only some of them. */
  | { readonly kind: "part"; readonly pattern: string; readonly text: string };

/** Yes, no, or why neither is certain. */
export type Answer = boolean | readonly Doubt[];

/** True if all are. */
export const all = (answers: Iterable<Answer>): Answer => combined(answers, false);

/** True if one is. */
export const any = (answers: Iterable<Answer>): Answer => combined(answers, true);

export const not = (answer: Answer): Answer => (typeof answer === "boolean" ? !answer : answer);

/** The decisive answer if there is one, otherwise all doubts, otherwise the other answer. */
function combined(answers: Iterable<Answer>, decisive: boolean): Answer {
  let doubts: readonly Doubt[] | undefined;
  for (const answer of answers) {
    if (answer === decisive) return decisive;
    if (typeof answer !== "boolean") doubts = doubts === undefined ? answer : [...doubts, ...answer];
  }
  return doubts ?? !decisive;
}
