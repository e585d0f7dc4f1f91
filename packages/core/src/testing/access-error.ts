/** What `expectAccess` throws if the access is another one, or if that cannot be decided. */
export class AccessError extends Error {
  override readonly name = "AccessError";

  /**
   * @param expected what the test expects: `allowed`
   * @param actual what the access is: `not allowed`
   */
  constructor(
    message: string,
    readonly expected?: string,
    readonly actual?: string,
  ) {
    super(message);
  }
}
