/** The variables that the app reads: names of things, never secrets. `amplify.yml` lists the same ones. */
export type Variable = "ORDERS_TABLE" | "IMAGES_BUCKET" | "IMAGES_PREFIX" | "SETTINGS_PATH" | "THUMBNAILS_FUNCTION";

/** @throws Error where the variable is not set: a name that is missing should not turn into a call to AWS */
export function environment(name: Variable): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set: .env.local here; on Amplify the app's environment variables and amplify.yml.`);
}
