import { isDeepStrictEqual } from "node:util";
import type { DeployedResource } from "../../../support/deployed.js";
import { APP_DEFAULTS, BRANCH_DEFAULTS } from "../../aws/amplify/settings.js";
import type { JsonObject } from "../../aws/message.js";
import type { AccountSnapshot, Named } from "../../aws/snapshot.js";

/** The part of AWS that the project's own resources are in. */
export type Own = Pick<AccountSnapshot, "roles" | "policies" | "apps" | "logGroups" | "identityPools">;

/** That part of what AWS holds. A pool's own settings are the example's. */
export function ownIn({ roles, policies, apps, logGroups, identityPools }: AccountSnapshot): Own {
  return {
    roles,
    policies,
    apps,
    logGroups,
    identityPools: mapped(identityPools, (pool) => ({ ...pool, settings: {} })),
  };
}

/** The same without some things, and those of them that are there: `roles.papyrus-task`. */
export function withoutOthers(own: Own, others: readonly string[]): { own: Own; found: readonly string[] } {
  const found: string[] = [];
  const rest = mapped({ ...own }, (things: Named<unknown>, kind) => {
    const entries = Object.entries(things).filter(([name]) => {
      const isOther = others.includes(`${kind}.${name}`);
      if (isOther) found.push(`${kind}.${name}`);
      return !isOther;
    });
    return Object.fromEntries(entries);
  });
  return { own: rest as unknown as Own, found: found.sort() };
}

type Arguments = Readonly<Record<string, unknown>>;

/**
 * What AWS holds where it holds exactly what the core decided, and its defaults for what was left out. The resources
 * come in the words of the snapshot.
 */
export function decidedHoldings(resources: readonly DeployedResource[]): Own {
  const of = (kind: DeployedResource["kind"]) =>
    resources.filter((resource) => resource.kind === kind).map((resource) => resource.arguments);
  const attached = (role: unknown) =>
    of("aws_iam_role_policy_attachment")
      .filter((one) => one.role === role)
      .map(({ policyArn }) => String(policyArn))
      .sort();
  const inline = (role: unknown) =>
    of("aws_iam_role_policy")
      .filter((one) => one.role === role)
      .map(({ name, policy }) => [name, policy]);

  const own = {
    roles: byName(of("aws_iam_role"), ({ name, assumeRolePolicy, forceDetachPolicies: _, ...settings }) => ({
      path: "/",
      maxSessionDuration: 3_600,
      tags: {},
      ...settings,
      trust: assumeRolePolicy,
      inlinePolicies: Object.fromEntries(inline(name)),
      attachedPolicies: attached(name),
    })),
    policies: byName(of("aws_iam_policy"), ({ name, path = "/", policy, ...settings }) => ({
      tags: {},
      ...settings,
      path,
      arn: `arn:aws:iam::123456789012:policy${path}${name}`,
      document: policy,
    })),
    apps: byName(of("aws_amplify_app"), (app) => ({
      settings: appSettings(app),
      branches: branches(of, `<id of app ${app.name}>`),
    })),
    logGroups: byName(of("aws_cloudwatch_log_group"), ({ name: _, skipDestroy: __, ...settings }) => ({
      tags: {},
      ...settings,
    })),
    identityPools: Object.fromEntries(
      of("aws_cognito_identity_pool_roles_attachment").map((attachment) => pool(attachment, of)),
    ),
  };
  return own as unknown as Own;
}

type Of = (kind: DeployedResource["kind"]) => readonly Arguments[];

function appSettings({ region: _, accessToken: __, oauthToken: ___, ...app }: Arguments): Arguments {
  const appId = `<id of app ${app.name}>`;
  return {
    ...APP_DEFAULTS,
    tags: {},
    ...app,
    appId,
    appArn: arnOf(appId),
    defaultDomain: `${appId}.amplifyapp.com`,
  };
}

/** Those of one app, whichever API they are made by. */
function branches(of: Of, appId: string): Named<Arguments> {
  const provided = of("aws_amplify_branch");
  const controlled = of("aws_cloudcontrolapi_resource").map(({ desiredState }) =>
    inCamelCase(desiredState as JsonObject),
  );
  return Object.fromEntries(
    [...provided, ...controlled]
      .filter((branch) => branch.appId === appId)
      .map(({ appId: _, region: __, ...branch }) => {
        const name = String(branch.branchName);
        const displayName = name.toLowerCase().replaceAll(/[^0-9a-z-]/g, "-");
        const branchArn = `${arnOf(appId)}/branches/${name}`;
        return [name, { ...BRANCH_DEFAULTS, displayName, tags: {}, ...branch, branchArn }];
      }),
  );
}

/** CloudFormation's properties as Amplify's members. */
function inCamelCase({ EnvironmentVariables: variables, Tags: tags, ...state }: JsonObject): JsonObject {
  const pairs = (list: unknown, key: string) =>
    Object.fromEntries((list as JsonObject[]).map((pair) => [pair[key], pair.Value]));
  return {
    ...Object.fromEntries(
      Object.entries(state).map(([name, value]) => [name[0]?.toLowerCase() + name.slice(1), value]),
    ),
    ...(variables === undefined ? {} : { environmentVariables: pairs(variables, "Name") }),
    ...(tags === undefined ? {} : { tags: pairs(tags, "Key") }),
  };
}

function pool({ identityPoolId, roles, roleMappings = [] }: Arguments, of: Of): [string, Arguments] {
  const tags = of("aws_cognito_identity_pool_provider_principal_tag")
    .filter((one) => one.identityPoolId === identityPoolId)
    .map(({ identityProviderName, useDefaults, principalTags }) => [
      identityProviderName,
      {
        IdentityPoolId: identityPoolId,
        IdentityProviderName: identityProviderName,
        PrincipalTags: principalTags,
        // The provider does not send a false.
        ...(useDefaults === true ? { UseDefaults: true } : {}),
      },
    ]);
  const name = /^<id of identity pool (.*)>$/.exec(String(identityPoolId))?.[1] ?? String(identityPoolId);
  return [
    name,
    { settings: {}, roles, mappings: mappings(roleMappings as readonly JsonObject[]), tags: Object.fromEntries(tags) },
  ];
}

const mappings = (list: readonly JsonObject[]) =>
  Object.fromEntries(
    list.map(({ identityProvider, type, ambiguousRoleResolution }) => [
      identityProvider,
      { Type: type, AmbiguousRoleResolution: ambiguousRoleResolution },
    ]),
  );

const arnOf = (appId: string) => `arn:aws:amplify:eu-west-1:123456789012:apps/${appId}`;

function byName(all: readonly Arguments[], thing: (one: Arguments) => Arguments): Named<Arguments> {
  return Object.fromEntries(all.map((one) => [String(one.name), thing(one)]));
}

function mapped<From, To>(things: Named<From>, to: (thing: From, name: string) => To): Named<To> {
  return Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, to(thing, name)]));
}

/** Where two values differ, by the path of the smallest thing that has a name: `roles.web.inlinePolicies.permissions`. */
export function differences(before: unknown, after: unknown, path = ""): readonly string[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isNamed(before) || !isNamed(after)) return [path];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => differences(before[name], after[name], path === "" ? name : `${path}.${name}`));
}

/** A policy document is one thing. */
const isNamed = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !("Statement" in value);
