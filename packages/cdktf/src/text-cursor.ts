export const SPACE = /[ \t\r\n]*/y;

/** Thrown where a text does not match. */
export class NoMatch {}

/** A position in a text. Sticky patterns (`y`) match there, and taking what they match moves it. */
export class TextCursor {
  protected index = 0;

  constructor(protected readonly text: string) {}

  protected at(text: string): boolean {
    return this.text.startsWith(text, this.index);
  }

  private matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.index;
    return pattern.test(this.text);
  }

  protected matchesSpaced(pattern: RegExp): boolean {
    const start = this.index;
    this.take(SPACE);
    const found = this.matches(pattern);
    if (!found) this.index = start;
    return found;
  }

  protected take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0];
    this.index += found?.length ?? 0;
    return found;
  }

  protected takeSpaced(pattern: RegExp): boolean {
    return this.matchesSpaced(pattern) && this.take(pattern) !== undefined;
  }

  protected require(pattern: RegExp): string {
    const found = this.take(pattern);
    if (found === undefined) throw new NoMatch();
    return found;
  }

  protected spaced(pattern: RegExp): string {
    this.take(SPACE);
    return this.require(pattern);
  }
}
