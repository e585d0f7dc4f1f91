/** What AWS generated, and the words that replace it. */
export class Generated {
  readonly #words = new Map<string, string>();

  /** Notes that `text` is the name of this thing only. A second thing with the same words gets a number. */
  note(text: string, words: string): void {
    const taken = new Set(this.#words.values());
    let free = words;
    for (let number = 2; taken.has(`<${free}>`); number += 1) free = `${words} (${number})`;
    this.#words.set(text, `<${free}>`);
  }

  /** The value with the words in place of what was generated, in names and in strings. */
  replacedIn<Value>(value: Value): Value {
    if (typeof value === "string") return this.#text(value) as Value;
    if (Array.isArray(value)) return value.map((one) => this.replacedIn(one)) as Value;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [this.#text(name), this.replacedIn(one)]),
    ) as Value;
  }

  #text(text: string): string {
    let replaced = text;
    for (const [generated, word] of this.#words) replaced = replaced.replaceAll(generated, word);
    return replaced;
  }
}
