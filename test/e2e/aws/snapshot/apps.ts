import type { JsonObject } from "../message.js";
import type { Named } from "../snapshot.js";
import { byName, type Source } from "./clients.js";
import type { Generated } from "./generated.js";

/** Every member that Amplify shows of an app, and its branches. */
export interface App {
  readonly settings: JsonObject;
  /** Every member that Amplify shows of each. */
  readonly branches: Named<JsonObject>;
}

export function appsOf({ gateway: { hosting }, region }: Source, generated: Generated): Named<App> {
  return byName(
    hosting.listApps(region).map((shown) => {
      const [name, appId] = [String(shown.name), String(shown.appId)];
      generated.note(appId, `id of app ${name}`);
      const branches = hosting.listBranches(region, appId).map((branch) => [branch.branchName, timeless(branch)]);
      return [name, { settings: timeless(shown), branches: Object.fromEntries(branches) }];
    }),
  );
}

/** Every member that Amplify shows of each domain. */
export function domainsOf({ gateway: { hosting }, region }: Source): Named<JsonObject> {
  const all = hosting.listApps(region).flatMap(({ appId }) => hosting.domains(region, String(appId)).list());
  return byName(all.map((domain) => [String(domain.domainName), domain]));
}

/** Every member that Amplify shows of each webhook, except what it makes up. */
export function webhooksOf({ gateway: { hosting }, region }: Source): Named<JsonObject> {
  return byName(
    hosting.listApps(region).flatMap(({ appId, name }) =>
      hosting
        .webhooks(region, String(appId))
        .list()
        .map((webhook) => {
          const { webhookId, webhookArn, webhookUrl, ...settings } = timeless(webhook);
          return [`${name} ${webhook.branchName}`, settings] as const;
        }),
    ),
  );
}

/** An identity pool and its roles. */
export interface IdentityPool {
  readonly settings: JsonObject;
  readonly roles: JsonObject;
  readonly mappings: JsonObject;
  /** By identity provider. */
  readonly tags: Named<JsonObject>;
}

export function identityPoolsOf({ gateway: { identityPools } }: Source, generated: Generated): Named<IdentityPool> {
  return byName(
    identityPools.pools().map((pool) => {
      const name = String(pool.settings.IdentityPoolName);
      generated.note(String(pool.settings.IdentityPoolId), `id of identity pool ${name}`);
      return [name, { ...pool }];
    }),
  );
}

const timeless = ({ createTime, updateTime, ...others }: JsonObject): JsonObject => others;
