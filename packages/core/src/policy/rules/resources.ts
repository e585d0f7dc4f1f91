import type { ServiceAction } from "@amplify-roles/service-reference";
import { parseArn } from "../../aws/arn.js";
import { canMatch } from "../../aws/arn-template.js";
import { actionsOf } from "../../aws/service-reference.js";
import type { Report } from "../../findings/finding.js";
import { messages } from "../../findings/messages.js";
import { isUnresolved, isWhollyUnresolved } from "../../placeholders/placeholder.js";
import type { Located, LocatedStatement } from "../parse/located.js";
import type { RuleOptions, StatementRule } from "./rule.js";

/**
 * What an action is really authorised on, where the reference says something else. The catalogue has no resource for
 * logs:DescribeLogGroups, which denials name as all log groups together; and it lists the API itself for
 * appsync:GraphQL, which is authorised on fields: https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
 */
const AUTHORISED_ON: Readonly<Record<string, readonly string[]>> = {
  "logs:DescribeLogGroups": [
    "arn:${Partition}:logs:${Region}:${Account}:log-group:",
    "arn:${Partition}:logs:${Region}:${Account}:log-group::log-stream:",
  ],
  "appsync:GraphQL": [
    "arn:${Partition}:appsync:${Region}:${Account}:apis/${GraphQLAPIId}/types/${TypeName}/fields/${FieldName}",
  ],
};

/**
 * Forms of an ARN that the reference leaves out: a model of global inference, which has no region
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html), nor has an access point of
 * several regions (https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRequests.html); and what
 * Systems Manager has of AWS's own, which has no account
 * (https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html).
 */
const ALSO: Readonly<Record<string, string>> = {
  "arn:${Partition}:bedrock:${Region}::foundation-model/${ResourceId}":
    "arn:${Partition}:bedrock:::foundation-model/${ResourceId}",
  "arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}":
    "arn:${Partition}:s3::${Account}:accesspoint/${AccessPointName}.mrap",
  "arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}/object/${ObjectName}":
    "arn:${Partition}:s3::${Account}:accesspoint/${AccessPointName}.mrap/object/${ObjectName}",
  "arn:${Partition}:ssm:${Region}:${Account}:parameter/${ParameterNameWithoutLeadingSlash}":
    "arn:${Partition}:ssm:${Region}::parameter/aws/${ParameterName}",
  "arn:${Partition}:ssm:${Region}:${Account}:document/${DocumentName}":
    "arn:${Partition}:ssm:${Region}::document/${DocumentName}",
};

/** ARNs that no request names, whatever the action. */
const NEVER: readonly { readonly arn: RegExp; readonly fault: (arn: string) => Report }[] = [
  {
    arn: /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter\/\//,
    fault: (arn) =>
      messages.neverMatches(
        arn,
        'the parameter\'s own slash is the one behind "parameter"',
        'Write it without the second slash: "…:parameter/web/prod".',
      ),
  },
  {
    // Without a wildcard, and without the six characters that Secrets Manager adds to a name.
    arn: /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:(?!.*-[A-Za-z0-9?]{6}$)[^*\uE000]*$/,
    fault: (arn) =>
      messages.neverMatches(
        arn,
        "Secrets Manager puts a hyphen and six characters behind the name",
        'Write the whole ARN, or "-??????" behind the name.',
      ),
  },
  {
    // IAM refuses the policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    arn: /^arn:[^:]*:(iam:[^:*\uE000][^:]*:|s3:[^:*\uE000][^:]*:[^:]*:(?!accesspoint|access-grants|async-request|job|storage-lens))/,
    fault: (arn) =>
      messages.neverMatches(
        arn,
        "buckets and what belongs to IAM have no region",
        'Leave the region empty: "arn:aws:s3:::web", "arn:aws:iam::123456789012:role/web".',
      ),
  },
];

/** Mistakes that have a fault of their own, where an ARN is none of an action's. */
const EXPLAINED: readonly { readonly arn: RegExp; readonly fault: (arn: string) => Report }[] = [
  { arn: /^arn:[^:]*:kms:[^:]*:[^:]*:alias\//, fault: messages.keyAlias },
  { arn: /^arn:[^:]*:appsync:[^:]*:[^:]*:apis\/[^/]+$/, fault: messages.bareApi },
];

/** Resources are ARNs of the types that the actions are authorised on, and each action has one. */
export const resources: StatementRule = (statement, options) => {
  const all = [...statement.resources, ...statement.notResources];
  for (const { text, context } of all) {
    if (text !== "*" && parseArn(text) === undefined) context.report(messages.notAnArn(text, '"arn:aws:…", or "*"'));
  }
  const never = new Set(all.filter(reportedAsNever));
  if (statement.resources.length > 0) new Matcher(statement, never, options).check();
};

/**
 * What IAM takes in an ARN's parts, and what can match, whatever the action; a service has no wildcards:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html. All regions are called
 * after where they lie; `global` is what AWS Health has in the place of one. Accounts that are no numbers are AWS's own:
 * `aws`, `cloudfront`.
 */
const PARTS = {
  partition: /^(aws(-[a-z]+)*|\*)$/,
  service: /^[A-Za-z0-9-]+$/,
  region: /^(|global|(?=.*[*?])[A-Za-z0-9*?-]+|[a-z]+(-[a-z]+)*-(central|east|west|(north|south)(east|west)?)-\d+)$/,
  account: /^(|\d{12}|[A-Za-z][A-Za-z0-9-]*|(?=.*[*?])[A-Za-z0-9*?-]+)$/,
  resource: /./s,
} as const;

function badPart(arn: string): Report | undefined {
  const parts = parseArn(arn) ?? {};
  for (const [name, form] of Object.entries(PARTS)) {
    const part = parts[name as keyof typeof PARTS];
    if (part !== undefined && !form.test(part)) {
      return messages.badArnPart(arn, name, '"arn:aws:sqs:eu-west-1:123456789012:orders"');
    }
  }
  return undefined;
}

function reportedAsNever({ text, context }: Located): boolean {
  const fault = badPart(text) ?? NEVER.find(({ arn }) => arn.test(text))?.fault(text);
  if (fault !== undefined) context.report(fault);
  return fault !== undefined;
}

/** An action of the statement, and what those that it stands for are authorised on. */
interface Named {
  readonly located: Located;
  readonly name: string;
  readonly templates: readonly (readonly string[])[];
}

const templatesOf = new WeakMap<ServiceAction["resourceTypes"], readonly string[]>();

function templates({ name, resourceTypes }: ServiceAction): readonly string[] {
  if (Object.hasOwn(AUTHORISED_ON, name)) return AUTHORISED_ON[name] ?? [];
  const known =
    templatesOf.get(resourceTypes) ??
    resourceTypes.flatMap(({ arnFormat }) => [arnFormat, ...(ALSO[arnFormat] === undefined ? [] : [ALSO[arnFormat]])]);
  templatesOf.set(resourceTypes, known);
  return known;
}

class Matcher {
  private readonly named: readonly Named[];
  private readonly arns: readonly Located[];
  private readonly everything: boolean;
  /** ARNs that serve some action, and that are a known mistake with others. */
  private explained: readonly Located[] = [];
  /** Lists of templates that some ARN of the statement matches: many actions share theirs. */
  private readonly met = new Map<readonly string[], boolean>();

  constructor(
    { actions, resources }: LocatedStatement,
    private readonly never: ReadonlySet<Located>,
    private readonly options: RuleOptions,
  ) {
    this.named = actions.map((located) => {
      const found = actionsOf(located.text);
      return { located, name: found[0]?.name ?? "", templates: [...new Set(found.map(templates))] };
    });
    this.everything = resources.some(({ text }) => /^\*+$/.test(text) || isWhollyUnresolved(text));
    this.arns = resources.filter(({ text }) => parseArn(text) !== undefined && !isWhollyUnresolved(text));
  }

  check(): void {
    // Actions that are not known may be on anything.
    const known = this.named.every(({ templates }) => templates.length > 0);
    const lists = [...new Set(this.named.flatMap(({ templates }) => templates))].filter((list) => list.length > 0);
    const strange = new Set(
      known && lists.length > 0 ? this.arns.filter(({ text }) => !lists.some((list) => matches(text, list))) : [],
    );
    for (const arn of strange) if (!this.never.has(arn)) this.reportStrange(arn, lists);
    if (this.everything) return;
    const others = this.arns.filter((arn) => !strange.has(arn) && !this.never.has(arn));
    this.explained = others.filter(({ text }) => explanation(text) !== undefined);
    for (const named of this.named) this.checkAction(named, others);
  }

  private checkAction({ located, name, templates }: Named, others: readonly Located[]): undefined {
    if (templates.length === 0 || this.arns.length === 0) return undefined;
    if (templates.every((list) => list.length === 0))
      return located.context.report(messages.actionWithoutResource(name));
    if (others.length === 0 || templates.some((list) => this.isMet(list))) return undefined;
    if (name === "logs:DescribeLogGroups") return located.context.report(messages.describeLogGroups());
    const explained = this.explained.find(({ text }) => text.split(":")[2] === name.slice(0, name.indexOf(":")));
    const fault = explained === undefined ? undefined : explanation(explained.text);
    if (explained !== undefined && fault !== undefined) return explained.context.report(fault);
    return located.context.report(
      messages.actionOnNone(name, examples(templates.flat()), this.options.grantFor?.(name)),
    );
  }

  private reportStrange({ text, context }: Located, lists: readonly (readonly string[])[]): void {
    const name = this.named.find(({ templates }) => templates.some((list) => list.length > 0))?.name ?? "";
    const onlyLogGroups = this.named.every(({ name }) => name === "logs:DescribeLogGroups");
    context.report(
      onlyLogGroups
        ? messages.describeLogGroups()
        : (explanation(text) ??
            elsewhere(text, lists) ??
            messages.resourceOfNone(text, name, examples(lists.flat()), this.options.grantFor?.(name))),
    );
  }

  private isMet(list: readonly string[]): boolean {
    const met = this.met.get(list) ?? this.arns.some(({ text }) => matches(text, list));
    this.met.set(list, met);
    return met;
  }
}

const matches = (arn: string, list: readonly string[]) => list.some((template) => canMatch(arn, template));

const explanation = (arn: string) => EXPLAINED.find(({ arn: pattern }) => pattern.test(arn))?.fault(arn);

/** Regions and accounts as ARNs have them, and as ARNs lack them. */
const ELSEWHERE: readonly (readonly [region: string, account: string])[] = [
  ["", ""],
  ["", "123456789012"],
  ["eu-west-1", ""],
  ["eu-west-1", "123456789012"],
];

/** What is wrong where the ARN would match with another region and account. */
function elsewhere(arn: string, lists: readonly (readonly string[])[]): Report | undefined {
  if (isUnresolved(arn)) return undefined;
  const parts = arn.split(":");
  const moved = ELSEWHERE.map((place) => [...parts.slice(0, 3), ...place, ...parts.slice(5)].join(":"));
  const template = lists.flat().find((one) => moved.some((other) => canMatch(other, one)));
  if (template === undefined) return undefined;
  return messages.neverMatches(arn, "its region or its account is not one", `Write one like ${example(template)}.`);
}

const example = (template: string) => `"${template.replaceAll(/\$\{([^}]*)\}/g, "<$1>")}"`;

const rare = new Set(Object.values(ALSO));

/** The simplest first: a bucket's before an access point's. */
const examples = (list: readonly string[]) =>
  [...new Set(list)]
    .filter((template) => !rare.has(template))
    .sort((a, b) => a.length - b.length)
    .map(example);
