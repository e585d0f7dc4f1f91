import node from "@astrojs/node";
import { envField } from "astro/config";

export default {
  output: "server",
  adapter: node({ mode: "standalone" }),
  // Fixed when the app is built.
  env: { schema: { SETTINGS_PATH: envField.string({ context: "server", access: "public" }) } },
};
