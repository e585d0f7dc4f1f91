import { parseArn } from "../../../aws/arn.js";
import { canMatch } from "../../../aws/arn-template.js";
import { formatsOfActions, isAdditionalFormat, isAuthorizedOnAllTogether } from "../../../aws/resource-formats.js";
import { servicePrefixIn } from "../../../aws/service-name.js";
import type { Report } from "../../../findings/finding.js";
import { kmsAlias, notAnArn } from "../../../findings/messages.js";
import { codeList, quoted } from "../../../findings/text.js";
import { isUnresolved, isWhollyUnresolved, toDisplayString } from "../../../placeholders/placeholder.js";
import { arnFields, arnText } from "../../parse/arn-text.js";
import type { Located, LocatedStatement } from "../../parse/located.js";
import { actionsBy, isKnownArn, startsWithForeignVariable } from "../../parse/patterns.js";
import { perText } from "../../parse/per-text.js";
import type { RuleOptions, StatementRule } from "../rule.js";
import { neverMatches, reportNeverMatching } from "./arn-can-match.js";
import { hasOtherType } from "./arn-has-the-type.js";
import { couldMatch, matchesFormats } from "./arn-matches-formats.js";

/** ARNs of another type that have their own explanation. The patterns are about `arnText`. */
const EXPLAINED: readonly { readonly arn: RegExp; readonly report: (arn: string) => Report }[] = [
  { arn: /^arn:[^:]*:kms:[^:]*:[^:]*:alias\//, report: kmsAlias },
  { arn: /^arn:[^:]*:appsync:[^:]*:[^:]*:apis\/[^/]+$/, report: (arn) => apiWithoutFields(arn) },
];

/**
 * All resources of a service, without the fields of an ARN. Pages of AWS write it
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_policies.html), and Access Analyzer reports it.
 */
const WITHOUT_FIELDS = /^arn:[^:]+:[a-z0-9-]+(:[^:]*){0,1}:\*$/;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html */
const SHORT_FORM = /^execute-api:\/?/;
const mayBeOfApi = (action: string) => isUnresolved(action) || /^execute-api:/i.test(action);

/** Resources are ARNs of the types that AWS authorizes the actions on, and each action has one of its types. */
export const actionHasAResource: StatementRule = (statement, options) => {
  // Most statements are about everything. Actions are compared with ARNs only.
  if (statement.notResources.length === 0 && statement.resources.every(({ text }) => text === "*")) return;
  const all = [...statement.resources, ...statement.notResources];
  for (const located of all) {
    const { text } = located;
    if (isArnOrAll(located) || startsWithForeignVariable(located)) continue;
    if (SHORT_FORM.test(text) && statement.actions.every((action) => mayBeOfApi(action.text))) continue;
    const report = notAnArn(text, '"arn:aws:…", or "*"');
    const short = WITHOUT_FIELDS.test(arnText(located));
    located.context.report(short ? { ...report, severity: "warning", strictSeverity: "error" } : report);
  }
  const never = new Set(all.filter(reportNeverMatching));
  if (statement.resources.some(isKnownArn)) new Matcher(statement, never, options).check();
};

const isArnOrAll = perText((text) => text === "*" || parseArn(text) !== undefined);

/** An action of the statement, and the ARN formats of the actions that it matches. */
interface Named {
  readonly name: string;
  /** The prefix of its service. */
  readonly service: string;
  readonly templates: readonly (readonly string[])[];
}

const namedBy = perText((_, action): Named => {
  const found = actionsBy(action);
  const name = found[0]?.name ?? "";
  return { name, service: servicePrefixIn(name), templates: formatsOfActions(found) };
});

class Matcher {
  private readonly actions: readonly Located[];
  private readonly named: readonly Named[];
  private readonly arns: readonly Located[];
  private readonly everything: boolean;
  private readonly services = new Map<readonly string[], string>();
  /** ARNs that match one action, but are a known mistake with others. */
  private explained: readonly Located[] = [];
  /** Whether an ARN of the statement matches one of these formats. Many actions share theirs. */
  private readonly met = new Map<readonly string[], boolean>();

  constructor(
    { actions, resources }: LocatedStatement,
    private readonly never: ReadonlySet<Located>,
    private readonly options: RuleOptions,
  ) {
    this.actions = actions;
    this.named = actions.map(namedBy);
    for (const { service, templates } of this.named) {
      for (const list of templates) if (!this.services.has(list)) this.services.set(list, service);
    }
    this.everything = resources.some(
      (one) => /^\*+$/.test(one.text) || isWhollyUnresolved(one.text) || startsWithForeignVariable(one),
    );
    this.arns = resources.filter(isKnownArn);
  }

  check(): void {
    // An unknown action may be authorized on any resource.
    const known = this.named.every(({ templates }) => templates.length > 0);
    const lists = [...new Set(this.named.flatMap(({ templates }) => templates))].filter((list) => list.length > 0);
    const foreign = new Set(
      known && lists.length > 0
        ? this.arns.filter((arn) => !lists.some((list) => matchesFormats(arn, list, this.serviceOf(list))))
        : [],
    );
    // Every action has another resource, so nothing is missing.
    const extra =
      this.everything ||
      this.named.every(({ templates }) => templates.some((list) => list.length === 0 || this.isMet(list)));
    for (const arn of foreign) if (!this.never.has(arn)) this.reportForeign(arn, lists, extra);
    for (const arn of known ? this.arns : []) {
      if (!foreign.has(arn) && !this.never.has(arn) && hasOtherType(arn, lists))
        this.reportOtherType(arn, lists.flat());
    }
    if (this.everything) return;
    const others = this.arns.filter((arn) => !foreign.has(arn) && !this.never.has(arn));
    this.explained = others.filter((arn) => explanation(arn) !== undefined);
    for (let index = 0; index < this.actions.length; index += 1)
      this.checkAction(this.actions[index] as Located, this.named[index] as Named, others);
  }

  private checkAction(located: Located, { name, templates }: Named, others: readonly Located[]): undefined {
    if (templates.length === 0 || this.arns.length === 0) return undefined;
    if (templates.every((list) => list.length === 0)) return located.context.report(actionWithoutResource(name));
    if (others.length === 0 || templates.some((list) => this.isMet(list))) return undefined;
    if (isAuthorizedOnAllTogether(name)) return located.context.report(notOnOne(name));
    const explained = this.explained.find((arn) => arnFields(arn)?.service === servicePrefixIn(name));
    const report = explained === undefined ? undefined : explanation(explained);
    if (explained !== undefined && report !== undefined) return explained.context.report(report);
    const onNone = actionOnNone(name, examples(templates.flat()), this.options.grantFor?.(name));
    const could = this.arns.some((arn) => templates.some((list) => couldMatch(arn, list)));
    return located.context.report(could ? unsure(onNone) : onNone);
  }

  private reportOtherType({ text, context }: Located, formats: readonly string[]): void {
    const name = this.named.find(({ templates }) => templates.some((list) => list.length > 0))?.name ?? "";
    context.report(unsure(resourceOfNone(text, name, examples(formats), this.options.grantFor?.(name))));
  }

  private reportForeign(located: Located, lists: readonly (readonly string[])[], extra: boolean): void {
    const { text, context } = located;
    const name = this.named.find(({ templates }) => templates.some((list) => list.length > 0))?.name ?? "";
    const together = this.named.every((one) => isAuthorizedOnAllTogether(one.name));
    const report = together
      ? notOnOne(name)
      : (explanation(located) ??
        elsewhere(text, lists) ??
        resourceOfNone(text, name, examples(lists.flat()), this.options.grantFor?.(name)));
    if (together) context.report(report);
    else if (lists.some((list) => couldMatch(located, list))) context.report(unsure(report));
    else context.report(extra ? { ...report, severity: "warning", strictSeverity: "error" } : report);
  }

  /** The prefix of the actions that have these formats. */
  private serviceOf(list: readonly string[]): string {
    return this.services.get(list) ?? "";
  }

  private isMet(list: readonly string[]): boolean {
    const met = this.met.get(list) ?? this.arns.some((arn) => matchesFormats(arn, list, this.serviceOf(list)));
    this.met.set(list, met);
    return met;
  }
}

/** The service reference does not say which characters a variable may have, so another type is only likely. */
const unsure = (report: Report): Report => ({ ...report, severity: "warning" });

const explanation = (located: Located) => EXPLAINED.find(({ arn }) => arn.test(arnText(located)))?.report(located.text);

/** ARNs with and without a region and an account. */
const ELSEWHERE: readonly (readonly [region: string, account: string])[] = [
  ["", ""],
  ["", "123456789012"],
  ["eu-west-1", ""],
  ["eu-west-1", "123456789012"],
];

/** The report for an ARN that would match with another region or account. */
function elsewhere(arn: string, lists: readonly (readonly string[])[]): Report | undefined {
  if (isUnresolved(arn)) return undefined;
  const parts = arn.split(":");
  if (lists.flat().some((template) => canMatch(arn, template))) return undefined;
  const moved = ELSEWHERE.map((scope) => [...parts.slice(0, 3), ...scope, ...parts.slice(5)].join(":"));
  const template = lists.flat().find((one) => moved.some((other) => canMatch(other, one)));
  if (template === undefined) return undefined;
  return neverMatches(
    arn,
    "its region or account is missing, or must be empty",
    `Write one like ${example(template)}.`,
  );
}

const example = (template: string) => `"${template.replaceAll("${*}", "*").replaceAll(/\$\{([^}]*)\}/g, "<$1>")}"`;

/** Examples of the formats, the shortest first: a bucket before an access point. */
function examples(list: readonly string[]): readonly string[] {
  const all = [...new Set(list)].sort((a, b) => a.length - b.length);
  const listed = all.filter((template) => !isAdditionalFormat(template));
  return (listed.length > 0 ? listed : all).map(example);
}

const actionWithoutResource = (action: string): Report => ({
  code: "ACTION_WITHOUT_RESOURCE",
  severity: "warning",
  message: `AWS does not authorize ${action} on single resources, so it never matches here.`,
  fix: 'Move it to a separate statement with the resource "*".',
  parameters: { action },
});

const notOnOne = (action: string) =>
  action === "logs:DescribeLogGroups" ? describeLogGroups() : actionWithoutResource(action);

const describeLogGroups = (): Report => ({
  code: "ACTION_WITHOUT_RESOURCE",
  severity: "warning",
  message:
    "AWS authorizes logs:DescribeLogGroups on all log groups together, so it never matches with only some of them.",
  fix: 'Move it to a separate statement with the resource "arn:aws:logs:<region>:<account>:log-group:*".',
  parameters: { action: "logs:DescribeLogGroups" },
});

const actionOnNone = (action: string, kinds: readonly string[], grant: string | undefined): Report => ({
  code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
  message: `AWS authorizes ${action} on ${codeList(kinds.slice(0, 3))}, but the statement has no such resource.`,
  fix: `Add such an ARN, or remove the action.${grant === undefined ? "" : ` The grant ${grant}(…) writes both.`}`,
  parameters: { action, formats: kinds, ...(grant === undefined ? {} : { grant }) },
});

const resourceOfNone = (arn: string, action: string, kinds: readonly string[], grant: string | undefined): Report => ({
  code: "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
  message: `No action of this statement is authorized on ${quoted(arn)}.`,
  fix: `Write a resource of ${action}: ${codeList(kinds.slice(0, 3))}.${grant === undefined ? "" : ` The grant ${grant}(…) writes both.`}`,
  parameters: { arn: toDisplayString(arn), action, formats: kinds, ...(grant === undefined ? {} : { grant }) },
});

const apiWithoutFields = (arn: string): Report => ({
  code: "APPSYNC_API_WITHOUT_FIELDS",
  message: `AppSync authorizes appsync:GraphQL on fields, so ${quoted(arn)} never matches and requests fail with "Unauthorized".`,
  fix: 'Write "…/apis/<id>/*", "…/types/Query/*" or "…/types/Query/fields/<field>", or use appsync.graphql(…).',
  parameters: { arn: toDisplayString(arn) },
});
