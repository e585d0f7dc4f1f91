import { recordOf } from "../util.js";
import { type Label, readJsonTemplate, readTemplate } from "./template.js";

/** A block of a synthesized configuration: arguments by Terraform's names. */
export type Block = Readonly<Record<string, unknown>>;

/** A resource of one stack. */
export interface TerraformResource {
  /** `aws_iam_role.web_compute-role_620351AB`. */
  readonly address: string;
  readonly block: Block;
  readonly stack: Stack;
}

/** An argument, and the stack that contains it. */
export interface Origin {
  readonly argument: unknown;
  readonly stack: Stack;
}

/** What a stack needs to know about the others. */
export interface OtherStacks {
  /** An output of one of them. */
  output(name: string): Origin | undefined;
  /** Whether one of them has a resource of the same name. */
  has(type: string, shortName: string): boolean;
}

/** An argument that is exactly the output of another stack. */
const OUTPUT = /^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)\}$/;

/** One stack: the data of `cdk.tf.json`, without evaluating it. */
export class Stack {
  /** Addresses by short name. */
  private readonly named = new Map<string, readonly string[]>();

  /** @param json the configuration, of any shape */
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

  /** An output. Undefined if it is itself the output of another stack, so that two stacks cannot ask each other forever. */
  output(name: string): Origin | undefined {
    const { value } = recordOf(recordOf(this.json.output)[name]);
    return typeof value !== "string" || value.includes("terraform_remote_state")
      ? undefined
      : { argument: value, stack: this };
  }

  /** Where an argument is from: the stack whose output it is, or this one. */
  origin(argument: unknown): Origin {
    const [, output] = typeof argument === "string" ? (OUTPUT.exec(argument) ?? []) : [];
    return (output === undefined ? undefined : this.others.output(output)) ?? { argument, stack: this };
  }

  /** An argument as a person reads it. Undefined if it is not a string. */
  text(argument: unknown): string | undefined {
    return typeof argument === "string" ? readTemplate(argument, this.label) : undefined;
  }

  /** The data of an argument that is JSON. */
  data(argument: unknown): unknown {
    return typeof argument === "string" ? readJsonTemplate(argument, this.label) : undefined;
  }

  /** The data of an argument that is JSON. Its strings are still templates. */
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

  /** Whether a resource of the type has the short name. */
  has(type: string, short: string): boolean {
    return (this.named.get(short) ?? []).some((address) => address.startsWith(`${type}.`));
  }

  /** The short name if it is unique in this stack, with the stack's name if another stack has the same. */
  private nameOf(type: string, id: string): string {
    const short = shortName(id, recordOf(recordOf(this.json.resource)[type])[id]);
    const name = (this.named.get(short) ?? []).length > 1 ? `${type} ${id}` : short;
    return this.others.has(type, short) ? `${name} in ${this.name}` : name;
  }
}

/** The last part of a construct's path; Terraform's own name for a block without a path. */
function shortName(id: string, block: unknown): string {
  const { path } = recordOf(recordOf(recordOf(block)["//"]).metadata);
  return typeof path === "string" ? path.slice(path.lastIndexOf("/") + 1) : id;
}

const blocksIn = (value: unknown) => Object.entries(recordOf(value));
