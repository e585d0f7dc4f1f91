import type { Members } from "../message.js";
import type { Named } from "../snapshot.js";
import { byName, type Source } from "./clients.js";
import type { MadeUp } from "./made-up.js";

/** Every member that Amplify shows of an app, and its branches. */
export interface App {
  readonly settings: Members;
  /** Every member that Amplify shows of each. */
  readonly branches: Named<Members>;
}

export function appsOf({ gateway: { hosting }, region }: Source, madeUp: MadeUp): Named<App> {
  return byName(
    hosting.listApps(region).map((shown) => {
      const [name, appId] = [String(shown.name), String(shown.appId)];
      madeUp.note(appId, `id of app ${name}`);
      const branches = hosting.listBranches(region, appId).map((branch) => [branch.branchName, timeless(branch)]);
      return [name, { settings: timeless(shown), branches: Object.fromEntries(branches) }];
    }),
  );
}

/** An identity pool with what is attached to it. */
export interface IdentityPool {
  readonly settings: Members;
  readonly roles: Members;
  readonly mappings: Members;
  /** By identity provider. */
  readonly tags: Named<Members>;
}

export function identityPoolsOf({ gateway: { identityPools } }: Source, madeUp: MadeUp): Named<IdentityPool> {
  return byName(
    identityPools.pools().map((pool) => {
      const name = String(pool.settings.IdentityPoolName);
      madeUp.note(String(pool.settings.IdentityPoolId), `id of identity pool ${name}`);
      return [name, { ...pool }];
    }),
  );
}

const timeless = ({ createTime, updateTime, ...others }: Members): Members => others;
