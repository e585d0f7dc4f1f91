/** A price, the page that has it, and when it was last compared. */
export interface Price {
  /** US dollars per month. */
  readonly monthly: number;
  readonly page: string;
  /** The date on which the price was last compared with published figures. */
  readonly compared: string;
}

/** Prices of most commercial regions, without calls, taxes and free tiers. */
export const prices = {
  /** One secret, whatever its size. 10,000 calls cost 0.05 USD more. */
  secret: { monthly: 0.4, page: "https://aws.amazon.com/secrets-manager/pricing/", compared: "2026-11-27" },
  /**
   * One parameter of the advanced tier; 10,000 calls for such parameters cost 0.05 USD more. Standard parameters and calls
   * for them are free. The figure was compared with texts that quote AWS's page, not with the page itself. That advanced
   * parameters cost something: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
   */
  advancedParameter: { monthly: 0.05, page: "https://aws.amazon.com/systems-manager/pricing/", compared: "2026-11-27" },
} as const satisfies Readonly<Record<string, Price>>;
