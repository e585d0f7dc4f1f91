/**
 * Regions by partition: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html, and for
 * partitions that it omits the endpoints of the AWS SDKs. AWS may have added regions since.
 */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  aws: [
    ...["af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1"],
    ...["ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5"],
    ...["ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1"],
    ...[
      "eu-south-1",
      "eu-south-2",
      "eu-west-1",
      "eu-west-2",
      "eu-west-3",
      "il-central-1",
      "me-central-1",
      "me-south-1",
    ],
    ...["mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"],
  ],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
  "aws-eusc": ["eusc-de-east-1"],
  "aws-us-gov": ["us-gov-east-1", "us-gov-west-1"],
  "aws-iso": ["us-iso-east-1", "us-iso-west-1"],
  "aws-iso-b": ["us-isob-east-1", "us-isob-west-1"],
  "aws-iso-e": ["eu-isoe-west-1"],
  "aws-iso-f": ["us-isof-east-1", "us-isof-south-1"],
};

const partitions = new Map(
  Object.entries(REGIONS).flatMap(([partition, of]) => of.map((region) => [region, partition])),
);

/** The partition of a region: `aws` for `eu-west-1`. Undefined if there is no such region. */
export const partitionOfRegion = (region: string): string | undefined => partitions.get(region);

/** Every region that this version knows. */
export const knownRegions = (): readonly string[] => [...partitions.keys()];

/** Every partition that this version knows. */
export const knownPartitions = (): readonly string[] => Object.keys(REGIONS);

/** The format of a region: a location and a number. AWS Health uses `global`. */
export const REGION_FORMAT = /^[a-z]+(-[a-z]+)*-(central|east|west|(north|south)(east|west)?)-\d+$/;

/** Regions that have to be enabled: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
export const OPT_IN_REGIONS: ReadonlySet<string> = new Set([
  ...["af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5"],
  ...["ap-southeast-6", "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1"],
  ...["me-central-1", "me-south-1", "mx-central-1"],
]);
