/** What `expectAccess` throws if the access is another one, or if that cannot be decided. */
export class AccessError extends Error {
  /** Always `AccessError`. */
  override readonly name = "AccessError";

  constructor(
    message: string,
    /** What the test expects: `allowed`. */
    readonly expected?: string,
    /** What the access is: `not allowed`. */
    readonly actual?: string,
  ) {
    super(message);
  }
}
