import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AmplifySettings } from "@amplify-roles/cdktf";
import { settingsIndex } from "@amplify-roles/core/settings";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { assignmentsIn } from "../../packages/cli/src/settings/environment-file.js";
import { settingsCommand } from "../../packages/cli/src/settings.js";
import { FakeAws } from "../runtime/support/fake-aws.js";
import { synthesize } from "../support/cdktf/synthesize.js";
import { testFolder } from "../support/test-folder.js";
import { runCommand } from "./support/captured.js";

const { path: folder, write } = testFolder("settings");
const file = (text: string, name = ".env") => write(name, text);
const run = (...args: readonly string[]) => runCommand(settingsCommand, ...args);

/** Each value starts with "v-", so that no output can contain one unseen. */
const PAPYRUS = `# papyrus
export DB_HOST=v-db.internal
DB_NAME=v-papyrus
DB_USER=v-user
DB_PASSWORD='v-pass # word'
AUTH0_DOMAIN=v-papyrus.eu.auth0.com
AUTH0_CLIENT_ID=v-client
AUTH0_CLIENT_SECRET="v-secret"
AUTH0_CALLBACK_URL=https://v-papyrus.example.com/callback
FLASK_SECRET_KEY="v-first
second"
GUNICORN_WORKERS=v-4
GUNICORN_TIMEOUT=v-60 # seconds
AWS_ACCESS_KEY_ID=v-key
AWS_REGION=v-region
NEXT_PUBLIC_TITLE=v-title
`;

const columns = (text: string) => text.split("\n").map((line) => line.split(/ {2,}/));

describe("sort", () => {
  test("says where each variable of papyrus belongs, and why, but no value", async () => {
    const { code, out, error } = await run("sort", file(PAPYRUS));
    expect([code, error]).toEqual([0, ""]);
    expect(columns(out).slice(0, -2)).toEqual([
      ["VARIABLE", "DESTINATION", "GROUP", "REASON"],
      ["DB_HOST", "Secrets Manager", "db", "belongs to the secret db"],
      ["DB_NAME", "Secrets Manager", "db", "belongs to the secret db"],
      ["DB_USER", "Secrets Manager", "db", "belongs to the secret db"],
      ["DB_PASSWORD", "Secrets Manager", "db", "its name says that it is a secret"],
      ["AUTH0_DOMAIN", "Parameter Store (String)", "nothing says that it has to stay hidden"],
      ["AUTH0_CLIENT_ID", "Secrets Manager", "auth0", "belongs to the secret auth0"],
      ["AUTH0_CLIENT_SECRET", "Secrets Manager", "auth0", "its name says that it is a secret"],
      ["AUTH0_CALLBACK_URL", "Parameter Store (String)", "nothing says that it has to stay hidden"],
      ["FLASK_SECRET_KEY", "Secrets Manager", "flask", "its name says that it is a secret"],
      ["GUNICORN_WORKERS", "Parameter Store (String)", "nothing says that it has to stay hidden"],
      ["GUNICORN_TIMEOUT", "Parameter Store (String)", "nothing says that it has to stay hidden"],
      ["AWS_ACCESS_KEY_ID", "nowhere", "the compute role's credentials take its place"],
      ["AWS_REGION", "nowhere", "Amplify sets it"],
      ["NEXT_PUBLIC_TITLE", "environment variable", "the build writes it into what browsers load"],
      [""],
    ]);
    expect(out).toContain("3 secrets: 1.20 USD per month, plus API calls");
    expect(out).not.toMatch(/v-|second/);
  });

  test("gives the same as data", async () => {
    const { out } = await run("sort", file(PAPYRUS), "--json");
    expect(JSON.parse(out)[3]).toEqual({
      name: "DB_PASSWORD",
      line: 5,
      destination: "secret",
      group: "db",
      reason: "its name says that it is a secret",
    });
    expect(out).not.toMatch(/v-|second/);
  });

  test("keeps everything in Parameter Store if cost matters most", async () => {
    const { out } = await run("sort", file(PAPYRUS), "--json", "--cheapest");
    const destinations = Object.fromEntries(
      JSON.parse(out).map(({ name, destination }: { name: string; destination: string }) => [name, destination]),
    );
    expect(destinations).toMatchObject({
      DB_PASSWORD: "secureParameter",
      DB_HOST: "parameter",
      AUTH0_CLIENT_ID: "parameter",
      AUTH0_CLIENT_SECRET: "secureParameter",
    });
  });

  test("writes lines that both tools accept", async () => {
    const { out } = await run("sort", file(PAPYRUS), "--for", "cdktf", "--path", "/papyrus/prd");
    const json = synthesize((stack) => {
      const body = out.replace("const settings =", "").replace("(this,", "(stack,");
      new Function("stack", "AmplifySettings", body)(stack, AmplifySettings);
    });
    expect(Object.values(json.resource.aws_secretsmanager_secret ?? {}).map(({ name }) => name)).toEqual([
      "papyrus/prd/auth0",
      "papyrus/prd/db",
      "papyrus/prd/flask",
    ]);
    const pulumi = await run("sort", file(PAPYRUS), "--for", "pulumi", "--path", "/papyrus/prd");
    expect(pulumi.out).toBe(out.replace("(this, ", "("));
    const app = await run("sort", file(PAPYRUS), "--for", "app", "--path", "/papyrus/prd");
    expect(app.out.split("\n").slice(1, -2)).toEqual(out.split("\n").slice(1, -2));
    expect((await run("sort", file(PAPYRUS), "--for", "cdktn", "--path", "/papyrus/prd")).out).toBe(out);
  });

  test("takes rules of the user's own, which come first", async () => {
    const rules = [
      { name: "^GUNICORN_", destination: "build", reason: "a build setting" },
      { value: "^v-papyrus", destination: "secret", group: "papyrus" },
    ];
    const { out } = await run("sort", file(PAPYRUS), "--json", "--rules", file(JSON.stringify(rules), "rules.json"));
    const sorted = JSON.parse(out) as { name: string }[];
    expect(sorted.find(({ name }) => name === "GUNICORN_WORKERS")).toMatchObject({
      destination: "build",
      reason: "a build setting",
    });
    expect(sorted.find(({ name }) => name === "AUTH0_DOMAIN")).toMatchObject({
      destination: "secret",
      group: "papyrus",
    });
  });

  test("takes pairs of the user's own: what goes with a secret, where there is one", async () => {
    const rules = file(JSON.stringify([{ pair: "_SCHEMA$" }]), "rules.json");
    const text = "DB_SCHEMA=v-s\nDB_PASSWORD=v-p\nXML_SCHEMA=v-x\n";
    const sorted = async (...args: readonly string[]) =>
      JSON.parse((await run("sort", file(text), "--json", ...args)).out).map(
        ({ name, group = "-" }: { name: string; group?: string }) => `${name} ${group}`,
      );
    expect(await sorted()).toEqual(["DB_SCHEMA -", "DB_PASSWORD db", "XML_SCHEMA -"]);
    expect(await sorted("--rules", rules)).toEqual(["DB_SCHEMA db", "DB_PASSWORD db", "XML_SCHEMA -"]);
  });

  test.each([
    ["{}", "must be an array of rules"],
    ['[{ "pair": "_A$", "destination": "secret" }]', '[0] has "pair", so it can have nothing else'],
    ['[{ "pair": "(" }]', "[0].pair must be a regular expression"],
    ['[{ "name": "(", "destination": "build" }]', "[0].name must be a regular expression"],
    ['[{ "destination": "build" }]', '[0] needs a "name", a "value" or a "pair"'],
    ['[{ "name": "A", "destination": "vault" }]', "[0].destination must be secret, secureParameter"],
    ['[{ "nme": "A", "destination": "build" }]', 'has an unknown property "nme"'],
  ])("rejects the rules %s", async (rules, message) => {
    const { code, error } = await run("sort", file(PAPYRUS), "--rules", file(rules, "rules.json"));
    expect(code).toBe(2);
    expect(error).toContain(message);
  });

  test("recognizes secrets by their values", async () => {
    const { out } = await run(
      "sort",
      file("DATABASE_URL=postgres://web:v-x@db/web\nHOOK=xoxb-1234567890-abc\n"),
      "--json",
    );
    expect(JSON.parse(out)).toMatchObject([
      { destination: "secret", group: "database", reason: "its value is a URL with a password" },
      { destination: "secret", group: "app", reason: "its value has the format of a secret" },
    ]);
  });

  test("reports what is wrong with the file, all at once, with lines", async () => {
    const pem = ["-----BEGIN PRIVATE", "KEY-----"].join(" ");
    const { code, error } = await run("sort", file(`A=1\nA=2\nKEY="${pem}\nv-x"\napi.url=v-y\nPIN=12#34\n`));
    expect(code).toBe(1);
    expect(error.match(/^\S+:\d+: .*$/gm)?.map((line) => line.slice(join(folder, ".env:").length))).toEqual([
      '2: A: "A" is already in line 1.',
      '3: KEY: "KEY" is a private key.',
      '5: ["api.url"]: "api.url" cannot be the name of a setting: it is not the name of an environment variable.',
      '6: PIN: The value of "PIN" contains a "#" without quotes. Some parsers end the value there, others do not.',
    ]);
    expect(error).not.toMatch(/v-|1234/);
  });
});

describe("every dialect of .env files:", () => {
  test.each([
    ["CRLF", "A=1\r\nB=2\r\n", { A: "1", B: "2" }],
    ["a byte order mark", "\uFEFFA=1\n", { A: "1" }],
    ["export", "export A=1\n  export  B=2", { A: "1", B: "2" }],
    ["spaces", " A = 1 \n", { A: "1" }],
    ["a colon", "A: 1\n", { A: "1" }],
    ["comments", "# A=0\nA=1 # one\n\n", { A: "1" }],
    ["single quotes", "A='a # \"b\" $C \\n'\n", { A: 'a # "b" $C \\n' }],
    ["double quotes", 'A="a\\nb"\n', { A: "a\nb" }],
    ["backticks", 'A=`it\'s "x"`\n', { A: 'it\'s "x"' }],
    ["several lines, one like an assignment", 'A="first\nB=2\nlast"\nC=3\n', { A: "first\nB=2\nlast", C: "3" }],
    ["an empty value", "A=\nB=''\n", { A: "", B: "" }],
    ["an equals sign in the value", "A=b=c==\n", { A: "b=c==" }],
    ["Unicode", "A=été\n", { A: "été" }],
  ])("%s", (_, text, expected) => {
    expect(Object.fromEntries(assignmentsIn(text).map(({ name, value }) => [name, value]))).toEqual(expected);
  });

  test("lines, also of what follows several lines", () => {
    expect(assignmentsIn('\nA="1\n2"\nA=3\n').map(({ name, value, line }) => [name, value, line])).toEqual([
      ["A", "1\n2", 2],
      ["A", "3", 4],
    ]);
  });

  test("a line that is no assignment is an error, not left out", () => {
    expect(() => assignmentsIn("A=1\nB 2\n")).toThrow(".env:2 is not an assignment.");
    expect(assignmentsIn('A="1\nB 2"\n')).toHaveLength(1);
  });

  test.each(["a#b", "ab#c d", "#a"])("%s: ambiguous only where parsers differ", (value) => {
    expect(assignmentsIn(`A=${value}`)[0]?.isAmbiguous ?? false).toBe(value !== "#a");
    expect(assignmentsIn(`A='${value}'`)[0]?.isAmbiguous).toBeUndefined();
  });
});

const PATH = "/papyrus/prd";
const index = settingsIndex(
  {
    AUTH0_DOMAIN: { type: "parameter" },
    GUNICORN_WORKERS: { type: "parameter", tier: "Advanced" },
    API_KEY: { type: "secureParameter" },
    DB_HOST: { type: "secret", group: "db" },
    DB_PASSWORD: { type: "secret", group: "db" },
    FLASK_SECRET_KEY: { type: "generated", group: "flask", length: 40, alphabet: "ab" },
  },
  "arn:aws:kms:eu-west-1:123456789012:key/1234abcd",
);
const NO_VALUE = "No value yet: run amplify-roles settings push";

describe("with AWS on localhost", () => {
  let aws: FakeAws;

  beforeEach(async () => {
    aws = new FakeAws();
    aws.parameters.set(`${PATH}/settings.json`, { value: JSON.stringify(index), type: "String" });
    for (const name of ["AUTH0_DOMAIN", "GUNICORN_WORKERS"])
      aws.parameters.set(`${PATH}/${name}`, { value: NO_VALUE, type: "String", version: 1 });
    aws.parameters.set(`${PATH}/API_KEY`, { value: "v-old", type: "SecureString", version: 4 });
    aws.secrets.set("papyrus/prd/db", {});
    aws.secrets.set("papyrus/prd/flask", {});
    vi.stubEnv("AWS_ENDPOINT_URL", await aws.start());
    vi.stubEnv("AWS_REGION", "eu-west-1");
    vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
    vi.stubEnv("SETTINGS_PATH", PATH);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await aws.stop();
  });

  const ENV =
    "AUTH0_DOMAIN=v-domain\nGUNICORN_WORKERS=v-4\nAPI_KEY=v-new\nDB_HOST=v-host\nDB_PASSWORD=v-pass\nOTHER=v-x\n";
  const written = () => aws.calls.filter((call) => /^Put/.test(call));

  test("push shows names and versions, and asks first", async () => {
    const { code, out, error } = await run("push", file(ENV), "--dry-run");
    expect(code).toBe(0);
    expect(columns(out).slice(0, -1)).toEqual([
      ["SETTING", "IN", "VALUE", "VERSION"],
      ["AUTH0_DOMAIN", "parameter", "new", "version 2"],
      ["GUNICORN_WORKERS", "parameter", "new", "version 2"],
      ["API_KEY", "parameter", "changes", "version 5"],
      ["DB_HOST", "secret db", "new", "replaces version none"],
      ["DB_PASSWORD", "secret db", "new", "replaces version none"],
      ["FLASK_SECRET_KEY", "secret flask", "generated", "replaces version none"],
    ]);
    expect(error).toContain("Not declared, so not written: OTHER.");
    expect(written()).toEqual([]);
    // A test has no terminal.
    expect(await run("push", file(ENV))).toMatchObject({ code: 2, error: expect.stringContaining("Pass --yes") });
    expect(written()).toEqual([]);
  });

  test("push writes only what changed, with the declared type, tier and key", async () => {
    const { code, out } = await run("push", file(ENV), "--yes");
    expect(code).toBe(0);
    expect(out).toContain("Wrote API_KEY, version 5");
    expect(out).not.toContain("v-");
    const puts = aws.bodies.filter((_, call) => aws.calls[call] === "PutParameter");
    expect(puts).toEqual([
      { Name: `${PATH}/AUTH0_DOMAIN`, Value: "v-domain", Type: "String", Overwrite: true },
      { Name: `${PATH}/GUNICORN_WORKERS`, Value: "v-4", Type: "String", Overwrite: true, Tier: "Advanced" },
      { Name: `${PATH}/API_KEY`, Value: "v-new", Type: "SecureString", Overwrite: true, KeyId: index.kmsKey },
    ]);
    expect(JSON.parse(aws.secrets.get("papyrus/prd/db")?.value ?? "")).toEqual({
      DB_HOST: "v-host",
      DB_PASSWORD: "v-pass",
    });
    const generated = JSON.parse(aws.secrets.get("papyrus/prd/flask")?.value ?? "").FLASK_SECRET_KEY;
    expect(generated).toMatch(/^[ab]{40}$/);

    const count = written().length;
    expect((await run("push", file(ENV), "--yes")).out).toBe("Nothing changes under /papyrus/prd.\n");
    expect(written()).toHaveLength(count);

    const again = await run("push", file(ENV), "--yes", "--regenerate", "FLASK_SECRET_KEY");
    expect(again.out).toContain("generated again");
    expect(JSON.parse(aws.secrets.get("papyrus/prd/flask")?.value ?? "").FLASK_SECRET_KEY).not.toBe(generated);
    expect(written()).toHaveLength(count + 1);
  });

  test("push keeps the members of a secret that the file does not have", async () => {
    aws.secrets.set("papyrus/prd/db", { value: JSON.stringify({ DB_PASSWORD: "v-old", LEGACY: "v-l" }) });
    await run("push", file("DB_PASSWORD=v-next\n"), "--yes");
    expect(JSON.parse(aws.secrets.get("papyrus/prd/db")?.value ?? "")).toEqual({
      DB_PASSWORD: "v-next",
      LEGACY: "v-l",
    });
  });

  test("push writes nothing if something is wrong with the file or the deploy", async () => {
    expect(await run("push", file("A=1\nA=2\n"), "--yes")).toMatchObject({ code: 2 });
    const large = await run(
      "push",
      file(`AUTH0_DOMAIN=${"v".repeat(4_097)}\nDB_PASSWORD='${"v".repeat(65_536)}'\n`),
      "--yes",
    );
    expect(large.code).toBe(2);
    expect(large.error).toMatch(/AUTH0_DOMAIN: .*\[SETTING_TOO_LARGE\]\n.*\[SETTING_GROUP_TOO_LARGE\]/s);
    aws.secrets.delete("papyrus/prd/db");
    const missing = await run("push", file(ENV), "--yes");
    expect(missing.error).toContain("The group db is declared, but not deployed. Deploy the program first.");
    aws.parameters.clear();
    expect((await run("push", file(ENV), "--yes")).error).toContain(
      "There are no settings under /papyrus/prd in eu-west-1.",
    );
    expect(written()).toEqual([]);
  });

  test("push says what AWS refused", async () => {
    aws.failures.set("PutParameter", {
      code: "AccessDeniedException",
      message: "User: arn:aws:iam::123456789012:user/dev is not authorized to perform: ssm:PutParameter",
    });
    const { code, error } = await run("push", file(ENV), "--yes");
    expect(code).toBe(2);
    expect(error).toContain("AWS refused: AccessDeniedException: User: arn:aws:iam::123456789012:user/dev");
    expect(error).not.toContain("v-");
  });

  test("pull prints names only, and writes over no file", async () => {
    const { out } = await run("pull", "--names");
    expect(out).toBe(`# Settings under /papyrus/prd
# parameter (no value)
AUTH0_DOMAIN=
# parameter (no value)
GUNICORN_WORKERS=
# secure parameter
API_KEY=
# secret db (no value)
DB_HOST=
# secret db (no value)
DB_PASSWORD=
# secret flask (no value)
FLASK_SECRET_KEY=
`);
    const target = join(folder, "pulled.env");
    expect((await run("pull", "--names", "-o", target)).code).toBe(0);
    expect(readFileSync(target, "utf8")).toBe(out);
    expect(await run("pull", "--names", "-o", target)).toMatchObject({ code: 2 });
    expect((await run("pull")).error).toContain("write --names");
  });

  test("diff finds what is missing, superfluous and of the wrong type", async () => {
    aws.parameters.set(`${PATH}/AUTH0_DOMAIN`, { value: "v-d", type: "SecureString" });
    aws.parameters.delete(`${PATH}/GUNICORN_WORKERS`);
    aws.parameters.set(`${PATH}/LEFTOVER`, { value: "v-l", type: "String" });
    aws.parameters.set(`${PATH}/DB_HOST`, { value: "v-h", type: "String" });
    aws.secrets.set("papyrus/prd/db", { value: JSON.stringify({ DB_HOST: "v-h", API_KEY: "v-k", OLD: "v-o" }) });
    aws.secrets.set("papyrus/prd/flask", { deletedOn: 1_700_000_000 });
    const { code, out } = await run(
      "diff",
      file("AUTH0_DOMAIN=v-d\nGUNICORN_WORKERS=v-4\nAPI_KEY=v\nDB_HOST=v\nEXTRA=v-e\n"),
    );
    expect(code).toBe(1);
    expect(columns(out.replaceAll(folder, "")).slice(1, -1)).toEqual([
      ["AUTH0_DOMAIN", "Parameter Store", "wrong type: SecureString instead of String"],
      ["GUNICORN_WORKERS", "Parameter Store", "missing: deploy the program"],
      ["LEFTOVER", "Parameter Store", "superfluous: not declared"],
      ["DB_HOST", "Parameter Store", "wrong type: a parameter instead of the secret db"],
      ["DB_PASSWORD", "secret db", "missing value: run settings push"],
      ["API_KEY", "secret db", "wrong type: a secret instead of a parameter"],
      ["OLD", "secret db", "superfluous: not declared"],
      ["FLASK_SECRET_KEY", "secret flask", "deleted: run settings restore --group flask"],
      ["DB_PASSWORD", "/.env", "missing"],
      ["EXTRA", "/.env", "superfluous: not declared"],
    ]);
    expect(out).not.toContain("v-");
  });

  test("diff reports what is wrong with the file, too", async () => {
    const { code, out, error } = await run("diff", file(`${ENV}DB_HOST=v-again\n`));
    expect(code).toBe(1);
    expect(error).toContain('.env:7: DB_HOST: "DB_HOST" is already in line 4.');
    expect(`${out}${error}`).not.toContain("v-again");
  });

  test("push writes the values of every dialect as they are meant", async () => {
    const text =
      "\uFEFFexport AUTH0_DOMAIN = v-domain # comment\r\nAPI_KEY=`v-'\"`\r\nDB_PASSWORD=\"v-1\\n2\r\n3\"\r\nDB_HOST='v-\\n#$X'\r\n";
    expect((await run("push", file(text), "--yes")).code).toBe(0);
    const puts = aws.bodies.filter((_, call) => aws.calls[call] === "PutParameter").map(({ Value }) => Value);
    expect(puts).toEqual(["v-domain", "v-'\""]);
    expect(JSON.parse(aws.secrets.get("papyrus/prd/db")?.value ?? "")).toEqual({
      DB_PASSWORD: "v-1\n2\n3",
      DB_HOST: "v-\\n#$X",
    });
  });

  test("diff compares with what the program declares: cdktf.out, an export of Pulumi's, a module", async () => {
    await run("push", file(ENV), "--yes");
    expect(await run("diff")).toMatchObject({ code: 0, out: "No differences under /papyrus/prd.\n" });
    const variables = { NEW: { type: "parameter" } } as const;
    const json = synthesize((stack) => new AmplifySettings(stack, "settings", { path: PATH, variables }));
    const exported = {
      deployment: {
        resources: [
          {
            inputs: {
              name: `${PATH}/settings.json`,
              insecureValue: JSON.stringify(settingsIndex(variables, undefined)),
            },
          },
        ],
      },
    };
    const sources = [
      file(JSON.stringify(json), "cdk.tf.json"),
      file(JSON.stringify(exported), "stack.json"),
      file(`export const settings = ${JSON.stringify({ path: PATH, variables })};`, "settings.mjs"),
    ];
    for (const source of sources) {
      const { out } = await run("diff", "--program", source);
      expect(columns(out)[1]).toEqual(["NEW", "Parameter Store", "missing: deploy the program"]);
    }
    expect((await run("diff", "--program", sources[0] ?? "", "--path", "/other")).error).toContain(
      "declares no settings under /other",
    );
  });

  test("restore brings a deleted secret back, and says how the next deploy takes it", async () => {
    aws.secrets.set("papyrus/prd/flask", { deletedOn: 1_700_000_000 });
    const blocked = await run("push", file(ENV), "--yes");
    expect(blocked.error).toContain("amplify-roles settings restore --group flask");
    const { code, out } = await run("restore", "--group", "flask");
    expect(code).toBe(0);
    expect(out).toContain("terraform import '<address of secret-flask>' 'arn:aws:secretsmanager:");
    expect((await run("push", file(ENV), "--yes")).code).toBe(0);
  });

  test("restore says the whole command, if it knows the program", async () => {
    const variables = { FLASK_SECRET_KEY: { type: "generated", group: "flask" } } as const;
    const json = synthesize((stack) => new AmplifySettings(stack, "settings", { path: PATH, variables }));
    const [address = ""] = Object.keys(json.resource.aws_secretsmanager_secret ?? {});
    const planned = { address: "module.web.aws_secretsmanager_secret.flask", type: "aws_secretsmanager_secret" };
    const plan = { resources: [{ ...planned, values: { name: "papyrus/prd/flask" } }] };
    const parent = "urn:pulumi:dev::web::amplify-roles:index:AmplifySettings::settings";
    const parameter = {
      urn: "urn:pulumi:dev::web::amplify-roles:index:AmplifySettings$aws:ssm/parameter:Parameter::settings-all",
      parent,
      inputs: { name: `${PATH}/settings.json` },
    };
    const arn = "'arn:aws:secretsmanager:eu-west-1:123456789012:secret:papyrus/prd/flask-AbCdEf'";
    const type = "aws:secretsmanager/secret:Secret";
    const flags = "--generate-code=false --protect=false";
    const rows: readonly (readonly [name: string, document: unknown, command: string])[] = [
      ["cdk.tf.json", json, `terraform import 'aws_secretsmanager_secret.${address}' ${arn}`],
      ["plan.json", plan, `terraform import '${planned.address}' ${arn}`],
      [
        "stack.json",
        [parameter],
        `pulumi import ${type} 'settings-secret-flask' ${arn} --parent 'settings=${parent}' ${flags}`,
      ],
    ];
    for (const [name, document, command] of rows) {
      aws.secrets.set("papyrus/prd/flask", { deletedOn: 1_700_000_000 });
      const { out } = await run("restore", "--group", "flask", "--program", file(JSON.stringify(document), name));
      expect(out).toContain(`\n  ${command}\n`);
    }
    // The secret is restored now. The command can still be asked for.
    const again = await run("restore", "--group", "flask", "--program", join(folder, "plan.json"));
    expect(again.out).toContain(`terraform import '${planned.address}' ${arn}`);
  });
});

test("what is not a command, and what lacks a path, is said", async () => {
  vi.stubEnv("SETTINGS_PATH", undefined);
  expect(await run("toString")).toMatchObject({
    code: 2,
    error: expect.stringContaining('Unknown command "settings toString"'),
  });
  expect(await run("diff")).toMatchObject({ code: 2, error: expect.stringContaining("Expected --path") });
  expect((await run("push", "--help")).out).toMatch(/^amplify-roles settings push/);
  vi.unstubAllEnvs();
});
