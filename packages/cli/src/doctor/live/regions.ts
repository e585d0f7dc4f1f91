/**
 * The regions with Amplify Hosting, by partition: https://docs.aws.amazon.com/general/latest/gr/amplify.html. An app in a region
 * that AWS added since is not found.
 */
const AMPLIFY_REGIONS: readonly string[] = [
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"],
  ...["eu-north-1", "eu-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1"],
  ...["ap-southeast-2", "ap-south-1", "ap-east-1", "ca-central-1", "sa-east-1", "me-south-1"],
];

/** The other regions in which an app may be. */
export const otherRegions = (region: string): readonly string[] => AMPLIFY_REGIONS.filter((other) => other !== region);
