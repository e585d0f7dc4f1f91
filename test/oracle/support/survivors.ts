import type { Case } from "./model.js";
import type { Mutant } from "./mutants.js";

/** Mutants that no request can tell from the emitted policy, and why. */
interface Survivor {
  /** Matches labels. */
  readonly mutant: RegExp;
  readonly why: string;
}

export const acceptedSurvivors: readonly Survivor[] = [
  {
    mutant: /\| name widened \| arn:[^|]*:kms:[^|]*:key\/[0-9a-f-]{36} → /,
    why: "Every key id has the same length: no id starts with another one.",
  },
  {
    mutant: /\| name widened \| arn:[^|]*:kms:[^|]*:key\/mrk-[0-9a-f]{32} → /,
    why: "Every id of a multi-Region key has the same length: no id starts with another one.",
  },
  {
    mutant: /^location\.(maps|routes|searchPlaces): [^|]*\| (name|segment) widened \|/,
    why: "A region has one provider, `default`.",
  },
  {
    mutant: /^dynamodb\.\w+: [^|]*\| segment widened \| [^|]*\/(index|stream)\/\* → /,
    why: "Under a table, AWS authorizes these actions on one resource type only: indexes, or streams.",
  },
  {
    mutant: /^s3\.\w+: [^|]*\| segment widened \| [^|]*:accesspoint\/[^|/]*\/object\/\* → /,
    why: "Under an access point there are only objects.",
  },
  {
    mutant: /^appsync\.(publish|subscribe)Events: [^|]*\| segment widened \| [^|]*\/channelNamespace\/\* → /,
    why: "Under an API, AWS authorizes these actions on channel namespaces only.",
  },
  {
    mutant: /^logs: [^|]*\| segment widened \| [^|]*:log-stream:\* → /,
    why: "Under a log group, AWS authorizes these actions on streams only.",
  },
  {
    mutant: /^dynamodb\.read: reads tables by the start of their names \| (action|resource) (dropped|narrowed) \| /,
    why: "A name that ends with a wildcard covers the indexes too: they follow it in the ARN.",
  },
  {
    mutant: /^lambda\.invoke: invokes functions by the start of their names \| resource (dropped|narrowed) \| /,
    why: "A name that ends with a wildcard covers versions and aliases too: they follow it in the ARN.",
  },
  {
    mutant:
      /^logs: writes the logs of every app \| resource (dropped|changed) \| [^|]*:log-group:\/aws\/amplify\/\*:\*/,
    why: "The wildcard for every app's log group covers the group's other ARN too.",
  },
  {
    mutant: /^logs: writes logs with the widely copied policy \| action dropped \| logs:DescribeLogGroups/,
    why: "The widely copied policy grants it on log groups, where it never matches.",
  },
];

/** `dynamodb.read: reads an encrypted table | action dropped | dynamodb:Scan dropped` */
export const labelOf = (mutant: Mutant, { by, what }: Case): string =>
  `${by}: ${what} | ${mutant.kind} | ${mutant.what}`;

/** Whether a mutant may survive. */
export const isAccepted = (mutant: Mutant, one: Case): boolean =>
  acceptedSurvivors.some(({ mutant: pattern }) => pattern.test(labelOf(mutant, one)));
