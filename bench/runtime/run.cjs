// A server's first request, from the start of its code to the settings: `node run.cjs <runtime|manual> <url>`. Prints how
// long it took, with the loading of the SDK's clients, and the settings.
const [variant, url] = process.argv.slice(2);
Object.assign(process.env, {
  NODE_ENV: "production",
  SETTINGS_PATH: "/papyrus/prd",
  AWS_ENDPOINT_URL: url,
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  // On Node.js 20, the SDK warns of later versions of its own.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
});

const load = {
  async runtime() {
    const { loadSettings } = require("@amplify-roles/runtime");
    return loadSettings();
  },
  // The names of the secrets are in the code, so both calls can be made at once.
  async manual() {
    const { GetParametersByPathCommand, SSMClient } = require("@aws-sdk/client-ssm");
    const { BatchGetSecretValueCommand, SecretsManagerClient } = require("@aws-sdk/client-secrets-manager");
    const Path = process.env.SETTINGS_PATH;
    const SecretIdList = ["auth0", "db", "flask"].map((group) => `${Path.slice(1)}/${group}`);
    const [{ Parameters }, { SecretValues }] = await Promise.all([
      new SSMClient().send(new GetParametersByPathCommand({ Path, WithDecryption: true })),
      new SecretsManagerClient().send(new BatchGetSecretValueCommand({ SecretIdList })),
    ]);
    const settings = Object.fromEntries(Parameters.map(({ Name, Value }) => [Name.slice(Path.length + 1), Value]));
    delete settings["settings.json"];
    for (const { SecretString } of SecretValues) Object.assign(settings, JSON.parse(SecretString));
    return settings;
  },
};

const start = performance.now();
const used = process.cpuUsage();
load[variant]().then((settings) => {
  const total = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  const { maxRSS } = process.resourceUsage();
  const figures = { total, processor: (user + system) / 1000, megabytes: maxRSS / 1024 };
  console.log(JSON.stringify({ ...figures, settings: { ...settings } }));
});
