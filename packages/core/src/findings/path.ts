const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** The longest key that a path shows, in characters: longer than any name in AWS, and short enough to print. */
const MAX_KEY_LENGTH = 512;
const shortened = (key: string) => (key.length > MAX_KEY_LENGTH ? `${key.slice(0, MAX_KEY_LENGTH)}…` : key);

/** A position in a specification or a policy. Its text is built only when a finding needs it. */
export class Path {
  /** @param step the property or index in `parent`; the root has none */
  constructor(
    private readonly parent?: Path,
    private readonly step: string | number = "",
  ) {}

  property(name: string): Path {
    return new Path(this, name);
  }

  index(index: number): Path {
    return new Path(this, index);
  }

  /** The properties and indexes from the root to here. */
  get steps(): readonly (string | number)[] {
    const steps: (string | number)[] = [];
    for (let path: Path = this; path.parent !== undefined; path = path.parent) steps.push(path.step);
    return steps.reverse();
  }

  /** `branches.main`, `branches["feature/login"]`, `grants[2]`; empty for the root. */
  toString(): string {
    if (this.parent === undefined) return "";
    const parent = this.parent.toString();
    const step = typeof this.step === "string" ? shortened(this.step) : this.step;
    if (typeof step === "number" || !IDENTIFIER.test(step)) return `${parent}[${JSON.stringify(step)}]`;
    return parent === "" ? step : `${parent}.${step}`;
  }
}
