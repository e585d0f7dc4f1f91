import { isRecord } from "@amplify-roles/core/lint";
import { type Label, readJsonTemplate, readTemplate } from "./template.js";

/** A block of a synthesised configuration: its arguments, in Terraform's names. */
export type Block = Readonly<Record<string, unknown>>;

/** A resource of one stack. */
export interface TerraformResource {
  /** `aws_iam_role.web_compute-role_620351AB`. */
  readonly address: string;
  readonly block: Block;
  /** The stack that it is in. */
  readonly stack: Stack;
}

/** An argument, and the stack that it is written in. */
export interface Origin {
  readonly argument: unknown;
  readonly stack: Stack;
}

/** What a stack has to ask of the others. */
export interface OtherStacks {
  /** An output that one of them has. */
  output(name: string): Origin | undefined;
  /** Whether one of them has a resource that is called the same. */
  has(type: string, shortName: string): boolean;
}

/** An argument that is another stack's output as it is. */
const OUTPUT = /^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)\}$/;

/** One stack: `cdk.tf.json` as data, read without evaluating it. */
export class Stack {
  /** Addresses by the short names that they are called by; of names that several have, all. */
  private readonly named = new Map<string, readonly string[]>();

  /** @param json the configuration, of unknown shape */
  constructor(
    readonly name: string,
    private readonly json: Block,
    private readonly others: OtherStacks,
  ) {
    for (const [type, blocks] of blocksIn(json.resource)) {
      for (const [id, block] of blocksIn(blocks)) {
        const short = shortName(id, block);
        this.named.set(short, [...(this.named.get(short) ?? []), `${type}.${id}`]);
      }
    }
  }

  /** The resources of a type. */
  ofType(type: string): readonly TerraformResource[] {
    const blocks = Object.entries(recordOf(recordOf(this.json.resource)[type]));
    return blocks.map(([id, block]) => ({ address: `${type}.${id}`, block: recordOf(block), stack: this }));
  }

  /** An output; of one that is itself another stack's, nothing, so that two cannot ask each other for ever. */
  output(name: string): Origin | undefined {
    const { value } = recordOf(recordOf(this.json.output)[name]);
    return typeof value !== "string" || value.includes("terraform_remote_state")
      ? undefined
      : { argument: value, stack: this };
  }

  /** Where an argument comes from: another stack whose output it is, or this one. */
  origin(argument: unknown): Origin {
    const [, output] = typeof argument === "string" ? (OUTPUT.exec(argument) ?? []) : [];
    return (output === undefined ? undefined : this.others.output(output)) ?? { argument, stack: this };
  }

  /** An argument as a person reads it; nothing where it is no text. */
  text(argument: unknown): string | undefined {
    return typeof argument === "string" ? readTemplate(argument, this.label) : undefined;
  }

  /** An argument that is JSON, as data. */
  data(argument: unknown): unknown {
    return typeof argument === "string" ? readJsonTemplate(argument, this.label) : undefined;
  }

  /** An argument that is JSON, as data whose texts are templates still. */
  template(argument: unknown): unknown {
    return typeof argument === "string" ? readJsonTemplate(argument, (expression) => `\${${expression}}`) : undefined;
  }

  /** `aws_dynamodb_table.orders.arn` → `<arn of orders>`. */
  private readonly label: Label = (expression) => {
    const [, lookup, attribute] =
      /^data\.aws_(caller_identity|region|partition)\.[\w-]+\.(\w+)$/.exec(expression) ?? [];
    if (lookup !== undefined)
      return attribute === "account_id" ? "<account>" : `<${lookup === "caller_identity" ? attribute : lookup}>`;
    const { argument, stack } = this.origin(`\${${expression}}`);
    if (stack !== this) return stack.text(argument) ?? "";
    const [, type = "", id = "", path = ""] =
      /^(aws_\w+|data\.\w+|module)\.([\w-]+)\.([\w.[\]"-]+)$/.exec(expression) ?? [];
    if (type !== "") return `<${path} of ${this.nameOf(type, id)}>`;
    return `<${expression.replaceAll(":", " ")}>`;
  };

  /** Whether a resource of the type goes by the short name. */
  has(type: string, short: string): boolean {
    return (this.named.get(short) ?? []).some((address) => address.startsWith(`${type}.`));
  }

  /** The name in its program, where one resource alone has it; with the stack where others have the same. */
  private nameOf(type: string, id: string): string {
    const short = shortName(id, recordOf(recordOf(this.json.resource)[type])[id]);
    const name = (this.named.get(short) ?? []).length > 1 ? `${type} ${id}` : short;
    return this.others.has(type, short) ? `${name} in ${this.name}` : name;
  }
}

/** The last step of a construct's path; without one, Terraform's own name. */
function shortName(id: string, block: unknown): string {
  const { path } = recordOf(recordOf(recordOf(block)["//"]).metadata);
  return typeof path === "string" ? path.slice(path.lastIndexOf("/") + 1) : id;
}

/** The object that a value of unknown shape is; an empty one where it is none. */
export const recordOf = (value: unknown): Block => (isRecord(value) ? value : {});

const blocksIn = (value: unknown) => Object.entries(recordOf(value));
