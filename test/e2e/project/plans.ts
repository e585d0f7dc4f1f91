import { RESOURCE_TYPES } from "../../support/pulumi/resource-types.js";

/** Pulumi's other types of Amplify, which programs use next to the project's own. */
const AMPLIFY_TYPES: Readonly<Record<string, string>> = {
  "aws:amplify/domainAssociation:DomainAssociation": "aws_amplify_domain_association",
  "aws:amplify/webhook:Webhook": "aws_amplify_webhook",
};

/** What one command is about to do to one resource. */
export interface PlannedChange {
  readonly action: "create" | "update" | "replace" | "delete" | "import";
  /** Terraform's name of the type, `aws_iam_role_policy`; the tool's own name where nothing here has such a resource. */
  readonly type: string;
}

const ACTIONS: readonly string[] = [
  "create",
  "update",
  "replace",
  "delete",
  "import",
] satisfies PlannedChange["action"][];
const isAction = (word: string): word is PlannedChange["action"] => ACTIONS.includes(word);

/** One entry of `resource_changes`. https://developer.hashicorp.com/terraform/internals/json-format */
export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly after: Record<string, unknown> | null;
    /** `true` for each value of `after` that is known only after deploy. */
    readonly after_unknown: Record<string, unknown>;
    /** The attributes because of which the resource is replaced. */
    readonly replace_paths?: readonly (readonly (string | number)[])[];
    readonly importing?: { readonly id?: string };
  };
}

/** What a Terraform plan does to one resource. */
export type Action = "create" | "read" | "update" | "delete" | "replace" | "forget" | "no-op";

/** A Terraform plan. */
export class TerraformPlan {
  constructor(
    /** By `terraform show -json`. */
    readonly changes: readonly ResourceChange[],
    /** What `terraform plan` printed. */
    readonly text: string,
  ) {}

  /** The change of the resource at an address. @throws where the plan has none */
  change(address: string): ResourceChange {
    const found = this.changes.find((change) => change.address === address);
    if (found !== undefined) return found;
    throw new Error(`The plan has no ${address}, only ${this.changes.map((change) => change.address).join(", ")}`);
  }

  /** What the plan does, by address, without what it leaves alone. */
  get actions(): Readonly<Record<string, Action>> {
    const all = this.changes.map((change) => [change.address, actionOf(change)] as const);
    return Object.fromEntries(all.filter(([, action]) => action !== "no-op" && action !== "read"));
  }
}

/** One line of `terraform plan -json`. https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
interface LogLine {
  readonly type: string;
  readonly change?: {
    readonly resource: { readonly resource_type: string };
    readonly action: string;
    readonly importing?: object;
  };
}

/** The changes in what `terraform plan -json` prints. */
export function plannedInLog(log: string): readonly PlannedChange[] {
  const lines: readonly LogLine[] = log
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  return lines.flatMap(({ type, change }): PlannedChange[] => {
    if (type !== "planned_change" || change === undefined) return [];
    const { resource, action, importing } = change;
    const actions = [...(importing === undefined ? [] : ["import"]), ...(action === "import" ? [] : [action])];
    return actions.filter(isAction).map((one) => ({ action: one, type: resource.resource_type }));
  });
}

function actionOf({ change: { actions } }: ResourceChange): Action {
  return actions.length === 2 ? "replace" : (actions[0] as Action);
}

/** Terraform's own file, which is faster to read than `terraform show` is. */
export interface TerraformState {
  readonly outputs: Readonly<Record<string, { readonly value: unknown }>>;
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

/** What `pulumi preview --json` prints. */
export interface PulumiPreview {
  readonly steps: readonly PreviewStep[];
  readonly changeSummary?: Readonly<Record<string, number>>;
}

export interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly newState?: { readonly inputs?: Readonly<Record<string, unknown>> };
}

export function plannedIn({ steps }: PulumiPreview): readonly PlannedChange[] {
  return steps.flatMap(({ op, urn }) => {
    const type = urn.split("::").at(-2)?.split("$").at(-1) ?? "";
    // A replacement comes as three steps, of which one counts.
    if (!isAction(op) || type.startsWith("pulumi:") || type.startsWith("amplify-roles:")) return [];
    return [{ action: op, type: RESOURCE_TYPES[type] ?? AMPLIFY_TYPES[type] ?? type }];
  });
}

/** One resource of a Pulumi stack's state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Where Pulumi keeps a stack in a folder. */
export interface Checkpoint {
  readonly checkpoint: {
    readonly latest?: {
      readonly resources?: readonly StateResource[];
      /** What a killed command was about to do. */
      readonly pending_operations?: readonly unknown[];
    };
  };
}
