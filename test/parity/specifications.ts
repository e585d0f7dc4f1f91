import type { Grant } from "@amplify-roles/core";
import fc from "fast-check";

/** What a specification is made with: a tool's grants, and its way to hold a value that is known only after deploy. */
export interface Kit {
  unresolved(value: string): unknown;
  readonly grants: object;
}

type Make<T> = (kit: Kit) => T;

/** A text that is known at once, or later. */
const text = (value: fc.Arbitrary<string>): fc.Arbitrary<Make<unknown>> =>
  fc.tuple(value, fc.boolean()).map(
    ([known, isUnresolved]) =>
      (kit) =>
        isUnresolved ? kit.unresolved(known) : known,
  );

const name = fc.stringMatching(/^[a-z]{3,8}$/);
const location = "eu-west-1:123456789012";
const arnOf = (service: string, before: string) =>
  text(name.map((id) => `arn:aws:${service}:${location}:${before}${id}`));
const key = text(fc.constant(`arn:aws:kms:${location}:key/1234abcd-12ab-34cd-56ef-1234567890ab`));

/** An object whose members may be missing. */
const some = (members: Record<string, fc.Arbitrary<Make<unknown>>>): fc.Arbitrary<Make<Record<string, unknown>>> =>
  fc.record(members, { requiredKeys: [] }).map((made) => (kit) => all(made, kit));
const all = (made: Record<string, Make<unknown> | undefined>, kit: Kit) =>
  Object.fromEntries(
    Object.entries(made).flatMap(([member, make]) => (make === undefined ? [] : [[member, make(kit)]])),
  );
const plain = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Make<T>> => value.map((known) => () => known);

/** A call of one of the grant functions: the service, its function, the resource, the options. */
const grant = (service: string, level: string, resource: fc.Arbitrary<Make<unknown>>, options = some({})) =>
  fc.tuple(resource, options).map(
    ([one, more]): Make<Grant> =>
      (kit) => {
        const functions = kit.grants as unknown as Record<string, Record<string, (...args: unknown[]) => Grant>>;
        return functions[service]?.[level]?.(one(kit), more(kit)) as Grant;
      },
  );

const named = (of: string) =>
  some({ region: text(fc.constant("eu-central-1")) }).chain((scope) =>
    text(name).map(
      (value): Make<object> =>
        (kit) => ({ ...scope(kit), [of]: value(kit) }),
    ),
  );

const grants = fc
  .array(
    fc.oneof(
      ...["read", "write", "readWrite"].map((level) =>
        grant("dynamodb", level, fc.oneof(arnOf("dynamodb", "table/"), named("name")), some({ kmsKey: key })),
      ),
      grant(
        "dynamodb",
        "readWrite",
        arnOf("dynamodb", "table/"),
        some({ leadingKeys: plain(fc.constant(["${aws:userid}"])) }),
      ),
      grant("s3", "read", text(name.map((id) => `arn:aws:s3:::${id}`)), some({ prefix: text(fc.constant("images/")) })),
      grant("ssm", "read", plain(name.map((id) => ({ path: `/${id}` }))), some({ kmsKey: key })),
      grant("secretsManager", "read", named("name"), some({ kmsKey: key })),
      grant("lambda", "invokeUrl", arnOf("lambda", "function:")),
      grant("appsync", "query", arnOf("appsync", "apis/"), some({ fields: plain(fc.constant(["getPost"])) })),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((made) => (kit: Kit) => made.map((make) => make(kit)));

const managedPolicies = plain(fc.subarray(["AmazonS3ReadOnlyAccess", `arn:aws:iam::123456789012:policy/own`]));

const roleMembers = {
  path: text(fc.constant("/amplify/")),
  description: text(fc.constant("What it is for")),
  maxSessionDuration: plain(fc.constant(7200)),
  permissionsBoundary: text(fc.constant("arn:aws:iam::123456789012:policy/boundary")),
  tags: plain(fc.constant({ team: "web" })),
  grants,
  managedPolicies,
  policyType: plain(fc.constantFrom("inline", "managed")),
  exclusivePolicies: plain(fc.boolean()),
  confusedDeputyConditions: plain(fc.boolean()),
};
const role = some(roleMembers);

const existing = text(fc.constant("arn:aws:iam::123456789012:role/existing"));

const environmentVariables = some({ B: text(fc.constant('quoted "text"\nin two lines')), A: text(fc.constant("a")) });
const credentials = text(fc.constant(Buffer.from("user:pass:word").toString("base64")));

const branch = fc.boolean().chain((own) =>
  some({
    stage: plain(fc.constantFrom("PRODUCTION", "DEVELOPMENT")),
    description: text(fc.constant('A branch with a "quote"')),
    framework: text(fc.constant("Next.js - SSR")),
    basicAuthCredentials: credentials,
    enableAutoBuild: plain(fc.boolean()),
    environmentVariables,
    tags: some({ b: text(fc.constant("1")), a: text(fc.constant("2")) }),
    ...(own
      ? { computeRole: fc.oneof(role, existing), buildSpec: text(fc.constant("version: 1")) }
      : { ttl: text(fc.constant("5")) }),
  }).map((make) => (kit: Kit) => {
    const made = make(kit);
    // A build specification of its own is for branches with a role of their own.
    return made.computeRole === undefined ? { ...made, buildSpec: undefined } : made;
  }),
);

const branches = fc
  .dictionary(fc.constantFrom("main", "dev", "feature/login", "release-1.0"), branch, { maxKeys: 3 })
  .map((made) => (kit: Kit) => all(made, kit));

const { confusedDeputyConditions: _, ...poolRoleMembers } = roleMembers;
const provider = text(fc.constant("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI"));

const identityPool = some({
  authenticated: fc.oneof(some(poolRoleMembers), existing),
  unauthenticated: fc.oneof(some(poolRoleMembers), existing),
  principalTags: provider.map((make) => (kit: Kit) => [
    { identityProviderName: make(kit), principalTags: { tenant: "custom:tenant" } },
  ]),
  roleMappings: fc.tuple(provider, existing).map(([makeProvider, makeRole]) => (kit: Kit) => [
    {
      identityProvider: makeProvider(kit),
      type: "Rules",
      ambiguousRoleResolution: "Deny",
      mappingRules: [{ claim: "plan", matchType: "Equals", value: "paid", roleArn: makeRole(kit) }],
    },
  ]),
}).chain((make) =>
  text(fc.constant("eu-west-1:12345678-1234-1234-1234-123456789012")).map((makeId) => (kit: Kit) => {
    const made = make(kit);
    // One of the two roles has to be there.
    const least = made.unauthenticated === undefined ? { authenticated: {} } : {};
    return { identityPoolId: makeId(kit), ...least, ...made };
  }),
);

const deployment = {
  account: plain(fc.constant("123456789012")),
  region: plain(fc.constant("eu-west-1")),
};

/** Specifications of an identity pool's roles alone that have no finding. */
export const identityPools: fc.Arbitrary<Make<object>> = fc
  .tuple(some(deployment), identityPool)
  .map(([makeDeployment, makePool]) => (kit) => ({ ...makeDeployment(kit), ...makePool(kit) }));

/** Specifications of the whole app that have no finding. */
export const specifications: fc.Arbitrary<Make<object>> = some({
  ...deployment,
  repository: text(fc.constant("https://github.com/acme/web")),
  accessToken: text(fc.constant("token")),
  buildSpec: text(fc.constant("version: 1")),
  customRules: plain(fc.constant([{ source: "/<*>", target: "/index.html", status: "404-200" }])),
  autoBranchCreationConfig: some({ enableAutoBuild: plain(fc.boolean()), environmentVariables }),
  autoBranchCreationPatterns: plain(fc.constant(["feature/*"])),
  cacheConfig: plain(fc.constant({ type: "AMPLIFY_MANAGED" })),
  enableBranchAutoBuild: plain(fc.boolean()),
  environmentVariables,
  tags: some({ team: text(fc.constant("web")) }),
  serviceRole: fc.oneof(
    plain(fc.constant(false)),
    existing,
    some({
      logs: fc.oneof(
        plain(fc.constant(false)),
        some({
          retentionInDays: plain(fc.constantFrom(7, 30)),
          shape: plain(fc.constantFrom("exact", "single-statement")),
        }),
      ),
      policyType: plain(fc.constantFrom("inline", "managed")),
    }),
  ),
  computeRole: fc.oneof(role, existing),
  roles: some({ path: plain(fc.constant("/apps/")), tags: plain(fc.constant({ owner: "platform" })) }),
  branches,
  identityPool,
}).map((make) => (kit) => ({ name: "web", ...make(kit) }));

const settingName = fc.stringMatching(/^[A-Z]{3,8}$/);
const secretText = fc.constantFrom("hunter2", 'a "quoted" value', "two\nlines", "back\\slash", "${not}", "été");
/** Values that stay hidden are known only after deploy. */
const hidden = secretText.map(
  (value): Make<unknown> =>
    (kit) =>
      kit.unresolved(value),
);
const ofType = (type: string, members: Record<string, fc.Arbitrary<Make<unknown>>>): fc.Arbitrary<Make<object>> =>
  some(members).map((make) => (kit) => ({ type, ...make(kit) }));
const inGroup = (
  type: string,
  group: fc.Arbitrary<string>,
  members: Record<string, fc.Arbitrary<Make<unknown>>> = {},
): fc.Arbitrary<Make<object>> =>
  fc.tuple(group, some(members)).map(([name, make]) => (kit) => ({ type, group: name, ...make(kit) }));
const setting = fc.oneof(
  ofType("parameter", { value: text(secretText.map((value) => `x${value}`)), tier: plain(fc.constant("Advanced")) }),
  ofType("secureParameter", { value: hidden, version: plain(fc.integer({ min: 1, max: 5 })) }),
  inGroup("secret", fc.constantFrom("db", "auth0")),
  inGroup("generated", fc.constant("flask"), { length: plain(fc.constant(64)) }),
  // All settings of a group have a value, or none.
  hidden.map(
    (value): Make<object> =>
      (kit) => ({ type: "secret", group: "given", value: value(kit) }),
  ),
);

/** Settings alone, for an `AmplifySettings`. */
export const settings: fc.Arbitrary<Make<object>> = fc
  .tuple(
    fc.dictionary(settingName, setting, { minKeys: 1, maxKeys: 6 }),
    some({ kmsKey: key, recoveryWindowInDays: plain(fc.constant(7)), tags: plain(fc.constant({ owner: "platform" })) }),
    fc.subarray(["papyrus-task"]),
  )
  .map(([made, more, roles]) => (kit) => ({ path: "/papyrus/prd", variables: all(made, kit), ...more(kit), roles }));
