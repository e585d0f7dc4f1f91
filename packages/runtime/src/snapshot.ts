import type { Settings } from "./options.js";
import type { ReadSettings } from "./read-settings.js";
import { SettingsError } from "./settings-error.js";

const INSPECT = Symbol.for("nodejs.util.inspect.custom");
/** What a setting's name looks like. Other properties, such as `then`, are looked up by frameworks. */
const NAME = /^[A-Z_][A-Z0-9_]*$/;

/**
 * Settings for server code. A declared setting without a value, and one that is not declared, is an error when it is
 * used. Logs show names only.
 */
export function snapshotOf({ values, withoutValue }: ReadSettings, where: string): Settings {
  const target: Record<string | symbol, unknown> = { ...values };
  const shown = () => `Settings { ${Object.keys(values).join(", ")} }`;
  Object.defineProperty(target, INSPECT, { value: shown });
  Object.defineProperty(target, "toJSON", { value: () => ({ settings: Object.keys(values) }) });
  Object.freeze(target);
  return new Proxy(target, {
    get(of, name) {
      if (typeof name !== "string" || name in of || !NAME.test(name)) return of[name as string];
      if (withoutValue.includes(name))
        throw new SettingsError("NO_VALUE", `${name} has no value in ${where}. Run: amplify-roles settings push .env`);
      throw new SettingsError("NOT_FOUND", `${name} is not a setting in ${where}. Add it to the settings and deploy.`);
    },
  }) as Settings;
}
