/** What AWS made up, and the words that stand for it. */
export class MadeUp {
  readonly #words = new Map<string, string>();

  /** Notes that `text` stands for nothing but this thing. A second thing of the same words is told from the first. */
  note(text: string, words: string): void {
    const taken = new Set(this.#words.values());
    let free = words;
    for (let number = 2; taken.has(`<${free}>`); number += 1) free = `${words} (${number})`;
    this.#words.set(text, `<${free}>`);
  }

  /** The value with its words in the place of what was made up, in names and in texts. */
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
    for (const [madeUp, word] of this.#words) replaced = replaced.replaceAll(madeUp, word);
    return replaced;
  }
}
