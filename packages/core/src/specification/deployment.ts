/** Where the resources are deployed. What is left out is looked up, and only if something needs it. */
export interface DeploymentSpec<Text = string> {
  /** `aws`, `aws-cn` or `aws-us-gov`. Default: the partition of `region`; without a region, the provider's. */
  readonly partition?: Text;
  /** `eu-west-1`. Default: the provider's region. */
  readonly region?: Text;
  /** Twelve digits. Default: the account of the provider's credentials. */
  readonly account?: Text;
}
