import type { Case } from "./model.js";
import type { Mutant } from "./mutants.js";

/** Mutants that no request can tell from the policy as it was emitted, and why. */
interface Survivor {
  /** Matches labels. */
  readonly mutant: RegExp;
  readonly why: string;
}

export const acceptedSurvivors: readonly Survivor[] = [
  {
    mutant: /\| name widened \| arn:[^|]*:kms:[^|]*:key\/[0-9a-f-]{36} → /,
    why: "Every key id has the same length: none goes on where another one ends.",
  },
  {
    mutant: /\| name widened \| arn:[^|]*:kms:[^|]*:key\/mrk-[0-9a-f]{32} → /,
    why: "Every id of a multi-Region key has the same length: none goes on where another one ends.",
  },
  {
    mutant: /^location\.(maps|routes|searchPlaces): [^|]*\| (name|segment) widened \|/,
    why: "A region has one provider, `default`.",
  },
  {
    mutant: /^dynamodb\.\w+: [^|]*\| segment widened \| [^|]*\/(index|stream)\/\* → /,
    why: "Below a table these actions are authorised on what stands in the ARN and nothing else: indexes, or streams.",
  },
  {
    mutant: /^s3\.\w+: [^|]*\| segment widened \| [^|]*:accesspoint\/[^|/]*\/object\/\* → /,
    why: "Below an access point there are objects and nothing else.",
  },
  {
    mutant: /^appsync\.(publish|subscribe)Events: [^|]*\| segment widened \| [^|]*\/channelNamespace\/\* → /,
    why: "Below an API these actions are authorised on channel namespaces and nothing else.",
  },
  {
    mutant: /^logs: [^|]*\| segment widened \| [^|]*:log-stream:\* → /,
    why: "Below a log group these actions are authorised on streams and nothing else.",
  },
  {
    mutant: /^dynamodb\.read: reads tables by the start of their names \| (action|resource) (dropped|narrowed) \| /,
    why: "A name that ends with a wildcard covers the indexes too, as they stand behind it.",
  },
  {
    mutant: /^lambda\.invoke: invokes functions by the start of their names \| resource (dropped|narrowed) \| /,
    why: "A name that ends with a wildcard covers versions and aliases too, as they stand behind it.",
  },
  {
    mutant:
      /^logs: writes the logs of every app \| resource (dropped|changed) \| [^|]*:log-group:\/aws\/amplify\/\*:\*/,
    why: "The wildcard for every app's log group covers the group's other ARN too.",
  },
  {
    mutant: /^logs: writes logs by the recipe in circulation \| action dropped \| logs:DescribeLogGroups/,
    why: "The recipe in circulation grants it on log groups, where it never matches.",
  },
];

/** `dynamodb.read: reads an encrypted table | action dropped | dynamodb:Scan dropped` */
export const labelOf = (mutant: Mutant, { by, what }: Case): string =>
  `${by}: ${what} | ${mutant.kind} | ${mutant.what}`;

/** Whether a mutant may survive. */
export const isAccepted = (mutant: Mutant, one: Case): boolean =>
  acceptedSurvivors.some(({ mutant: pattern }) => pattern.test(labelOf(mutant, one)));
