import { PATH_VARIABLE } from "../specification/settings-rules.js";

/**
 * The command for `build.commands` of the build specification, before the framework's build: it writes variables for the
 * running server. Each name is anchored at both ends, so that no other variable of the build goes along.
 * https://docs.aws.amazon.com/amplify/latest/userguide/ssr-environment-variables.html
 */
export const buildCommand = (names: readonly string[] = [PATH_VARIABLE]): string =>
  `env | grep -E '^(${names.join("|")})=' >> .env.production || true`;
