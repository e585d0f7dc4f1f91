import { isUnresolved } from "../../../placeholders/placeholder.js";
import { OPEN, withoutColonsInValues } from "../../parse/arn-text.js";
import { isOpenKey, type LocatedCondition } from "../../parse/located.js";
import { parseAddressRange } from "../conditions/address-range.js";
import { isRestricting } from "../resources/open-patterns.js";

/**
 * Keys whose values say who may access a resource, as S3 decides whether a bucket policy is public:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html. Global keys that AWS added
 * since are about the same accounts, organizations and networks:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html. A key policy names the account
 * with a key of its own: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html. A tag, an external ID or
 * a referer does not say who it is: everybody can send the same one.
 */
const WHO =
  /^(aws:(Principal(Arn|Account|OrgID|OrgPaths|ServiceName|ServiceNamesList)|userid|Source(Arn|Account|Owner|OrgID|OrgPaths|Vpc|VpcArn|Vpce|Ip)|Vpce(Account|OrgID|OrgPaths))|s3:(DataAccessPoint(Arn|Account)|x-amz-server-side-encryption-aws-kms-key-id)|kms:CallerAccount)$/i;

/** A mount target is in a VPC: https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html */
const IN_VPC = /^elasticfilesystem:AccessedViaMountTarget$/i;

/**
 * Whether a condition limits a statement to principals, accounts, organizations or networks that it names. One that is
 * known only after deploy does.
 */
export function namesAPrincipal(condition: LocatedCondition): boolean {
  const { key, values } = condition;
  if (!isRestricting(condition)) return false;
  if (isOpenKey(key)) return true;
  if (IN_VPC.test(key)) return values.every(({ text }) => text === "true");
  return WHO.test(key) && values.length > 0 && values.every(({ text }) => isFixed(key, text));
}

/** A value without a wildcard and without a policy variable. In an ARN or an organization's path, some wildcards are harmless. */
function isFixed(key: string, text: string): boolean {
  if (/^aws:SourceIp$/i.test(key)) return isNarrow(text);
  const plain = withoutColonsInValues(text);
  if (text.includes("${")) return false;
  if (!/[*?]/.test(text)) return true;
  if (/OrgPaths$/i.test(key)) return /^o-[a-z0-9]+\//.test(text);
  return isNamedArn(plain);
}

/** Services whose resources have a name, or an ID, that no other account has. */
const UNIQUE_NAMES = ["s3", "execute-api"];

/** Whether an ARN with wildcards names an account, or a resource that only one account has. */
function isNamedArn(arn: string): boolean {
  if (arn.startsWith(OPEN)) return true;
  const [start, , service = "", , account = "", resource = ""] = arn.split(":");
  if (start !== "arn") return false;
  return /^(\d{12}|\uE000)$/.test(account) || (UNIQUE_NAMES.includes(service) && /^[^/*?]+(\/|$)/.test(resource));
}

/**
 * S3 treats ranges of more than /8 (IPv4) or /32 (IPv6) as public, other than private ones.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
function isNarrow(text: string): boolean {
  if (isUnresolved(text)) return true;
  const range = parseAddressRange(text);
  return range !== undefined && range.bits >= (range.version === 4 ? 8 : 32);
}
