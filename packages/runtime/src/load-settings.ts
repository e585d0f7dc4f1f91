import { localSettings } from "./env-local.js";
import type { LoadOptions, Settings } from "./options.js";
import { type ReadSettings, readSettings } from "./read-settings.js";
import { isRefused } from "./refused.js";
import { Clients } from "./sdk.js";
import { SettingsError } from "./settings-error.js";
import { snapshotOf } from "./snapshot.js";

const REFRESH_SECONDS = 300;
const PATIENCE = 2_000;
/** After a failed refresh the earlier values are used for so long before the next try, in milliseconds. */
const RETRY_AFTER = 10_000;

/** The settings of one path in this process. */
class Cache {
  private last: Settings | undefined;
  private freshUntil = 0;
  private reading: Promise<Settings> | undefined;
  private readonly clients: Clients;

  constructor(
    private readonly path: string,
    options: LoadOptions,
    private readonly local: Settings,
  ) {
    this.clients = new Clients(options);
  }

  /** Fresh settings; earlier ones while AWS does not answer. */
  async load({ refreshSeconds = REFRESH_SECONDS, patience = PATIENCE }: LoadOptions): Promise<Settings> {
    if (this.last !== undefined && Date.now() < this.freshUntil) return this.last;
    const reading = this.read(refreshSeconds);
    const { last } = this;
    if (last === undefined) return reading;
    // It goes on without this request.
    reading.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<Settings>((resolve) => {
      timer = setTimeout(() => resolve(last), patience);
    });
    try {
      return await Promise.race([reading, tooLong]);
    } catch {
      return last;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Reads all settings once, however many requests wait for them. */
  read(refreshSeconds: number): Promise<Settings> {
    this.reading ??= this.readNow().then(
      (settings) => {
        this.reading = undefined;
        this.last = settings;
        this.freshUntil = Date.now() + refreshSeconds * 1_000;
        return settings;
      },
      (error: unknown) => {
        this.reading = undefined;
        if (this.last !== undefined) {
          this.freshUntil = Date.now() + RETRY_AFTER;
          console.warn(`Settings: the earlier values stay in use. ${error instanceof Error ? error.message : ""}`);
        }
        throw error;
      },
    );
    return this.reading;
  }

  private async readNow(): Promise<Settings> {
    const { values, withoutValue }: ReadSettings = await readSettings(this.path, this.clients);
    const all = { ...values, ...this.local };
    return snapshotOf({ values: all, withoutValue: withoutValue.filter((name) => all[name] === undefined) }, this.path);
  }
}

const caches = new Map<string, Cache>();

/** The path that was given, or that of the environment; undefined if all settings are in `.env.local`. */
async function sourceOf(options: LoadOptions): Promise<{ path: string | undefined; local: Settings }> {
  const { SETTINGS_PATH: ofFile, ...local } = await localSettings();
  const path = options.path ?? process.env.SETTINGS_PATH ?? ofFile;
  if (path !== undefined && path !== "") return { path: path.replace(/\/+$/, ""), local };
  if (Object.keys(local).length > 0) return { path: undefined, local };
  throw new SettingsError(
    "NO_PATH",
    "SETTINGS_PATH is not set. On Amplify, the build specification passes it on: env | grep -E '^(SETTINGS_PATH)=' >> .env.production || true. On a laptop, write SETTINGS_PATH or the settings themselves to .env.local. Frameworks that do not load .env.production at run time need loadSettings({ path }).",
  );
}

function cacheOf(path: string, local: Settings, options: LoadOptions): Cache {
  const key = `${options.region ?? ""} ${path}`;
  const cache = caches.get(key) ?? new Cache(path, options, local);
  caches.set(key, cache);
  return cache;
}

/**
 * The settings of the app, from Parameter Store and Secrets Manager. They are read once and then every five minutes, by
 * one request however many wait. While AWS is down, the last values stay in use.
 *
 * ```ts
 * const settings = await loadSettings<{ DB_PASSWORD: string }>();
 * ```
 *
 * In development, variables of `.env.local` take precedence. Without `SETTINGS_PATH`, they are all the settings.
 *
 * @throws SettingsError that says which role lacks which permission, or what else to do
 */
export async function loadSettings<T extends { readonly [Name in keyof T]: string } = Settings>(
  options: LoadOptions = {},
): Promise<T> {
  const { path, local } = await sourceOf(options);
  if (path === undefined) return snapshotOf({ values: local, withoutValue: [] }, ".env.local") as T;
  return (await cacheOf(path, local, options).load(options)) as T;
}

/**
 * Reads the settings again at once, for example after a password was changed.
 *
 * @throws SettingsError
 */
export async function refreshSettings<T extends { readonly [Name in keyof T]: string } = Settings>(
  options: LoadOptions = {},
): Promise<T> {
  const { path, local } = await sourceOf(options);
  if (path === undefined) return snapshotOf({ values: local, withoutValue: [] }, ".env.local") as T;
  return (await cacheOf(path, local, options).read(options.refreshSeconds ?? REFRESH_SECONDS)) as T;
}

/**
 * Runs what uses the settings. If a password is refused, the settings are read again and it runs once more: secrets may
 * have been rotated.
 *
 * ```ts
 * const pool = await withSettings<Settings, Pool>((settings) => connect(settings.DB_PASSWORD));
 * ```
 *
 * @param use what connects, with the settings
 * @param options with `isRefused`, whether an error says that a password was refused. Default: errors of databases, and
 * HTTP 401
 */
export async function withSettings<T extends { readonly [Name in keyof T]: string }, Result>(
  use: (settings: T) => Promise<Result> | Result,
  options: LoadOptions & { readonly isRefused?: (error: unknown) => boolean } = {},
): Promise<Result> {
  const settings = await loadSettings<T>(options);
  try {
    return await use(settings);
  } catch (error) {
    if (!(options.isRefused ?? isRefused)(error)) throw error;
    return use(await refreshSettings<T>(options));
  }
}
