import { parseArn } from "../aws/arn.js";
import { isUnresolved, withUniformPlaceholders } from "../placeholders/placeholder.js";
import { type Statement, toArray, unwrapSingle } from "../policy/document.js";
import { minimize } from "../policy/minimize.js";
import type { Context } from "../schema/context.js";
import { groupBy } from "../util/group-by.js";
import { omitUndefined } from "../util/omit-undefined.js";
import { otherSidePossible, otherSideRequired, unreachable } from "./requirement-reports.js";
import { hasNoResourcePolicies, resourcePolicyOf } from "./resource-policies.js";
import type { PlannedGrant, RolePlan } from "./role.js";

/** What a role needs that its own policies cannot give: statements in the policy of a resource. */
export interface Requirement {
  /** The path of the role that needs it: `computeRole`. Empty for a role that is specified alone. */
  readonly role: string;
  /** The paths of the grants that need it. */
  readonly grants: readonly string[];
  /** The ARN of the resource. For a bucket behind an access point, the access point's. */
  readonly resource: string;
  /** Which policy needs the statements: `key policy`. */
  readonly where: string;
  /** The statements to add there. */
  readonly statements: readonly Statement[];
  /** The account of the resource, if they are needed only by a role in another account, and the role's is not known yet. */
  readonly onlyFromOutside?: string;
  /** AWS's page about it. */
  readonly page: string;
}

/** An allowed action on one resource, and the grant that allows it. */
interface Use {
  readonly grant: PlannedGrant;
  readonly statement: Statement;
  readonly arn: string;
}

/** The requirements of a role's grants, each of which is reported at its grants. */
export function requirementsOf(context: Context, role: RolePlan | undefined): readonly Requirement[] {
  if (role === undefined) return [];
  const uses = role.grants.flatMap((grant) =>
    grant.statements
      .filter(({ Effect }) => Effect === "Allow")
      .flatMap((statement) =>
        toArray(statement.Resource)
          .filter((arn) => isOfAccessPoint(arn) || isInKnownAccount(arn))
          .map((arn): Use => ({ grant, statement, arn })),
      ),
  );
  const byOwner = groupBy(uses.map((use) => [ownerOf(use.arn), use] as const));
  return [...byOwner].flatMap(([owner, of]) => [
    ...behindAccessPoint(context, role, owner, of),
    ...inOtherAccount(context, role, owner, of),
  ]);
}

/** Of what is allowed on a role, only this concerns its trust policy. */
const assumes = ({ statement }: Use) => toArray(statement.Action).every((action) => /^sts:/i.test(action));

const isInKnownAccount = (arn: string) => /^\d{12}$/.test(parseArn(arn)?.account ?? "");

const serviceOf = (arn: string): string => parseArn(arn)?.service ?? "";

/** Whether an ARN is an access point's, or of objects behind one. Its region may be known only after deploy. */
const isOfAccessPoint = (arn: string) =>
  arn.includes(":accesspoint/") && /^arn:[^:]*:s3:[^:]*:[^:]*:accesspoint\//.test(withUniformPlaceholders(arn));

/** The ARN of the resource that has the policy. */
function ownerOf(arn: string): string {
  if (isOfAccessPoint(arn)) return arn.replace(/(:accesspoint\/[^/]+)\/object\/.*$/s, "$1");
  const policy = resourcePolicyOf(serviceOf(arn));
  return policy?.owner === undefined || isUnresolved(arn) ? arn : policy.owner(arn);
}

/** Whether an account is another one than the role's: `undefined` if nobody can say yet. */
function isOther(account: string, own: string): boolean | undefined {
  if (isUnresolved(own)) return undefined;
  return account !== own;
}

function inOtherAccount(
  context: Context,
  role: RolePlan,
  owner: string,
  allUses: readonly Use[],
): readonly Requirement[] {
  const { service = "", account = "" } = parseArn(owner) ?? {};
  const uses = service === "iam" ? allUses.filter(assumes) : allUses;
  if (!isInKnownAccount(owner) || uses.length === 0) return [];
  const other = isOther(account, context.deployment.account);
  // A role's trust policy has to name those who assume it, even in its own account.
  const isAlways = service === "iam";
  if (other === false && !isAlways) return [];
  const policy = resourcePolicyOf(service);
  const grants = grantsOf(uses);
  if (policy === undefined) {
    const report = hasNoResourcePolicies(service) ? unreachable : otherSidePossible;
    for (const grant of grants) grant.context.reportForAccount(other, account, report(owner, service, account));
    return [];
  }
  const { where, names, page } = policy;
  if (other !== false)
    for (const grant of grants)
      grant.context.reportForAccount(other, account, otherSideRequired(where, owner, account));
  const statements = statementsFor(role, uses).map(({ Resource, ...statement }): Statement => {
    if (names === "none") return statement;
    return { ...statement, Resource: names === "all" ? "*" : (Resource ?? "*") };
  });
  return [
    {
      role: context.path,
      grants: pathsOf(grants),
      resource: owner,
      where,
      statements,
      ...(other === undefined && !isAlways ? { onlyFromOutside: account } : {}),
      page,
    },
  ];
}

/**
 * The bucket behind an access point has to allow what the access point allows:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
function behindAccessPoint(
  context: Context,
  role: RolePlan,
  owner: string,
  uses: readonly Use[],
): readonly Requirement[] {
  if (!isOfAccessPoint(owner)) return [];
  const partition = parseArn(owner)?.partition ?? context.deployment.partition;
  const grants = grantsOf(uses);
  const where = "bucket policy";
  for (const grant of grants) grant.context.report(otherSideRequired(where, owner));
  const bucket = `arn:${partition}:s3:::<bucket>`;
  const onBucket = statementsFor(role, uses).map((statement): Statement => {
    const resources = toArray(statement.Resource).map((arn) => {
      const object = /\/object\/(.*)$/s.exec(arn)?.[1];
      return object === undefined ? bucket : `${bucket}/${object}`;
    });
    const operator = /[*?]/.test(owner) ? "StringLike" : "StringEquals";
    return {
      ...statement,
      Resource: unwrapSingle([...new Set(resources)]),
      Condition: {
        ...statement.Condition,
        [operator]: { ...statement.Condition?.[operator], "s3:DataAccessPointArn": owner },
      },
    };
  });
  return [
    {
      role: context.path,
      grants: pathsOf(grants),
      resource: owner,
      where,
      statements: onBucket,
      page: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html",
    },
  ];
}

const grantsOf = (uses: readonly Use[]): readonly PlannedGrant[] => [...new Set(uses.map(({ grant }) => grant))];
const pathsOf = (grants: readonly PlannedGrant[]): readonly string[] => grants.map(({ context }) => context.path);

/** What the role may do with one resource, as statements for the resource's policy. */
function statementsFor(role: RolePlan, uses: readonly Use[]): readonly Statement[] {
  const allowed = uses.map(({ statement: { Sid, ...statement }, arn }): Statement => ({ ...statement, Resource: arn }));
  return minimize(allowed).map(({ Effect, Action, NotAction, Resource, Condition }) => ({
    Effect,
    Principal: { AWS: role.planned.arn },
    ...omitUndefined({ Action, NotAction, Resource, Condition }),
  }));
}
