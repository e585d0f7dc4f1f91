/** What a creation says that meets what is there already, what it is to Pulumi, and the id that it is imported by. */
const TAKEN: readonly { readonly says: RegExp; readonly type: string; readonly idOf?: (name: string) => string }[] = [
  { says: /creating IAM Role \((.+?)\): .*EntityAlreadyExists/, type: "aws:iam/role:Role" },
  {
    says: /creating IAM Policy \((.+?)\): .*EntityAlreadyExists/,
    type: "aws:iam/policy:Policy",
    idOf: (name) => `arn:aws:iam::123456789012:policy/${name}`,
  },
  {
    says: /creating CloudWatch Logs Log Group \((.+?)\): .*ResourceAlreadyExists/,
    type: "aws:cloudwatch/logGroup:LogGroup",
  },
  { says: /creating Amplify Branch \((.+?)\): .*already exists/, type: "aws:amplify/branch:Branch" },
];

/** A thing that is there already: its type, to Pulumi, and its id. */
export interface Taken {
  readonly type: string;
  readonly id: string;
}

/** The thing of which an error says that it is there already; nothing where it says something else. */
export function takenBy(error: string): Taken | undefined {
  for (const { says, type, idOf = (name: string) => name } of TAKEN) {
    const name = says.exec(error)?.[1];
    if (name !== undefined) return { type, id: idOf(name) };
  }
  return undefined;
}
