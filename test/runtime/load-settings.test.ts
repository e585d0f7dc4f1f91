import { rmSync, writeFileSync } from "node:fs";
import NodeModule from "node:module";
import { join } from "node:path";
import { inspect } from "node:util";
import type { AmplifySettingsSpec } from "@amplify-roles/core";
import { settingsIndex } from "@amplify-roles/core/settings";
import type { SettingsOf } from "@amplify-roles/runtime";
import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { testFolder } from "../support/test-folder.js";
import { FakeAws } from "./support/fake-aws.js";

type Runtime = typeof import("@amplify-roles/runtime");

/** What `require` calls. */
const Module = NodeModule as unknown as { _load(request: string, ...others: unknown[]): unknown };

const PATH = "/papyrus/prd";
const aws = { current: new FakeAws() };
const { path: folder } = testFolder("runtime");
let runtime: Runtime;

/** The parameter that the constructs and components create. */
const index = settingsIndex(
  {
    AUTH0_DOMAIN: { type: "parameter" },
    API_KEY: { type: "secureParameter" },
    DB_HOST: { type: "secret", group: "db" },
    DB_PASSWORD: { type: "secret", group: "db" },
    FLASK_SECRET_KEY: { type: "generated", group: "flask" },
  },
  undefined,
);

beforeEach(async () => {
  const fake = new FakeAws();
  aws.current = fake;
  fake.parameters.set(`${PATH}/settings.json`, { value: JSON.stringify(index) });
  fake.parameters.set(`${PATH}/AUTH0_DOMAIN`, { value: "papyrus.eu.auth0.com" });
  fake.parameters.set(`${PATH}/API_KEY`, { value: "key-1", type: "SecureString" });
  fake.secrets.set("papyrus/prd/db", { value: JSON.stringify({ DB_HOST: "db.internal", DB_PASSWORD: "hunter2" }) });
  fake.secrets.set("papyrus/prd/flask", { value: JSON.stringify({ FLASK_SECRET_KEY: "s3cr3t" }) });
  vi.stubEnv("AWS_ENDPOINT_URL", await fake.start());
  vi.stubEnv("AWS_REGION", "eu-west-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  vi.stubEnv("SETTINGS_PATH", PATH);
  vi.stubEnv("NODE_ENV", "production");
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  // Each test is a process that has just started.
  vi.resetModules();
  runtime = await import("@amplify-roles/runtime");
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(join(folder, ".env.local"), { force: true });
  await aws.current.stop();
});

const denial = (action: string, resource: string) => ({
  code: "AccessDeniedException",
  message: `User: arn:aws:sts::123456789012:assumed-role/web-amplify-compute/AmplifyHostingCompute-app=d1 is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
});

const failureOf = async (loading: Promise<unknown>) => {
  const error: unknown = await loading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(runtime.SettingsError);
  return error as InstanceType<Runtime["SettingsError"]>;
};

describe("the first request", () => {
  test("finds the role's credentials once for both stores", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", undefined);
    vi.stubEnv("AWS_CONTAINER_CREDENTIALS_FULL_URI", `${process.env.AWS_ENDPOINT_URL}/credentials`);
    await runtime.loadSettings();
    expect(aws.current.calls).toEqual(["credentials", "GetParametersByPath", "BatchGetSecretValue"]);
  });

  test("gets all settings with one call for each store", async () => {
    const settings = await runtime.loadSettings<{ DB_PASSWORD: string; AUTH0_DOMAIN: string }>();
    expect({ ...settings }).toEqual({
      AUTH0_DOMAIN: "papyrus.eu.auth0.com",
      API_KEY: "key-1",
      DB_HOST: "db.internal",
      DB_PASSWORD: "hunter2",
      FLASK_SECRET_KEY: "s3cr3t",
    });
    expect(aws.current.calls).toEqual(["GetParametersByPath", "BatchGetSecretValue"]);
  });

  test("shares its calls with others that wait", async () => {
    await Promise.all(Array.from({ length: 20 }, () => runtime.loadSettings()));
    await runtime.loadSettings();
    expect(aws.current.calls).toHaveLength(2);
  });

  test("makes two round trips for 35 parameters and 25 secrets", async () => {
    const names = Array.from({ length: 35 }, (_, number) => `SETTING_${number}`);
    const groups = Array.from({ length: 25 }, (_, number) => `group${number}`);
    const variables = Object.fromEntries([
      ...names.map((name) => [name, { type: "parameter" }] as const),
      ...groups.map((group) => [`SECRET_${group}`, { type: "secret", group }] as const),
    ]);
    aws.current.parameters.set(`${PATH}/settings.json`, { value: JSON.stringify(settingsIndex(variables, undefined)) });
    for (const name of names) aws.current.parameters.set(`${PATH}/${name}`, { value: name });
    for (const group of groups)
      aws.current.secrets.set(`papyrus/prd/${group}`, { value: JSON.stringify({ [`SECRET_${group}`]: "s" }) });
    const settings = await runtime.loadSettings();
    expect(Object.keys(settings)).toHaveLength(60);
    const [first, ...together] = aws.current.calls;
    expect(first).toBe("GetParametersByPath");
    expect(together.sort()).toEqual([
      "BatchGetSecretValue",
      "BatchGetSecretValue",
      "GetParameters",
      "GetParameters",
      "GetParameters",
    ]);
  });
});

describe("later requests", () => {
  test("read again after the interval, and at once when they are told to", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await runtime.loadSettings();
    aws.current.parameters.set(`${PATH}/AUTH0_DOMAIN`, { value: "new.auth0.com" });
    expect((await runtime.loadSettings()).AUTH0_DOMAIN).toBe("papyrus.eu.auth0.com");
    vi.setSystemTime(Date.now() + 301_000);
    expect((await runtime.loadSettings()).AUTH0_DOMAIN).toBe("new.auth0.com");
    aws.current.parameters.set(`${PATH}/AUTH0_DOMAIN`, { value: "newer.auth0.com" });
    expect((await runtime.refreshSettings()).AUTH0_DOMAIN).toBe("newer.auth0.com");
  });

  test("keep the last good values while AWS is down, and say so once in the log", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    await runtime.loadSettings({ refreshSeconds: 0 });
    aws.current.failures.set("GetParametersByPath", { code: "InternalServerError", message: "down", status: 500 });
    expect((await runtime.loadSettings({ refreshSeconds: 0 })).DB_PASSWORD).toBe("hunter2");
    expect(warn.mock.calls.join()).toContain("the earlier values stay in use");
    expect(warn.mock.calls.join()).not.toContain("hunter2");
    await runtime.loadSettings();
    expect(warn).toHaveBeenCalledTimes(1);
  });

  test("do not wait long for a slow AWS", async () => {
    await runtime.loadSettings({ refreshSeconds: 0 });
    aws.current.delay = 5_000;
    expect((await runtime.loadSettings({ refreshSeconds: 0, patience: 20 })).DB_PASSWORD).toBe("hunter2");
  });
});

describe("a rotated password", () => {
  const connect = (settings: { DB_PASSWORD: string }) => {
    if (settings.DB_PASSWORD === "hunter2")
      throw Object.assign(new Error("password authentication failed"), { code: "28P01" });
    return `connected with ${settings.DB_PASSWORD.length} characters`;
  };

  test("is read at once when the old one is refused", async () => {
    await runtime.loadSettings();
    aws.current.secrets.set("papyrus/prd/db", { value: JSON.stringify({ DB_HOST: "db", DB_PASSWORD: "correct" }) });
    expect(await runtime.withSettings(connect)).toBe("connected with 7 characters");
    expect(aws.current.calls).toHaveLength(4);
  });

  test("that is refused again is the driver's error", async () => {
    await expect(runtime.withSettings(connect)).rejects.toThrow("password authentication failed");
    expect(aws.current.calls).toHaveLength(4);
  });

  test("is not what another error means", async () => {
    await expect(
      runtime.withSettings(() => {
        throw Object.assign(new Error("no such table"), { code: "42P01" });
      }),
    ).rejects.toThrow("no such table");
    expect(aws.current.calls).toHaveLength(2);
  });

  test.each([
    ["PostgreSQL", { code: "28P01" }, true],
    ["MySQL", { code: "ER_ACCESS_DENIED_ERROR", errno: 1045 }, true],
    ["MongoDB", { name: "MongoServerError", code: 18 }, true],
    ["Redis", { message: "WRONGPASS invalid username-password pair" }, true],
    ["HTTP", { response: { status: 401 } }, true],
    ["a cause", { cause: { code: "28P01" } }, true],
    ["a code 18 of something else", { code: 18 }, false],
    ["a timeout", { code: "ETIMEDOUT" }, false],
    ["nothing", undefined, false],
  ])("%s", (_, error, expected) => expect(runtime.isRefused(error)).toBe(expected));
});

describe("the error says", () => {
  test("that no role was assumed", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", undefined);
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "none"));
    vi.stubEnv("AWS_CONFIG_FILE", join(folder, "none"));
    const { code, message } = await failureOf(runtime.loadSettings());
    expect(code).toBe("NOT_ASSUMED");
    expect(message).toMatch(/^No role was assumed, so the parameters under \/papyrus\/prd in eu-west-1 cannot be read/);
  });

  test("which role lacks which action, on which resource", async () => {
    const arn = "arn:aws:ssm:eu-west-1:123456789012:parameter/papyrus/prd";
    aws.current.failures.set("GetParametersByPath", denial("ssm:GetParametersByPath", arn));
    const { code, message } = await failureOf(runtime.loadSettings());
    expect(code).toBe("ACCESS_DENIED");
    expect(message).toBe(
      `The role web-amplify-compute was assumed, but lacks ssm:GetParametersByPath on ${arn}. Add \`settings\` to the app, or the \`grants\` of AmplifySettings to the role.`,
    );
  });

  test("which secret of several is denied, and that the key is", async () => {
    aws.current.denied.set("papyrus/prd/db", denial("kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:key/1234abcd"));
    const { code, message } = await failureOf(runtime.loadSettings());
    expect(code).toBe("ACCESS_DENIED");
    expect(message).toContain("The role web-amplify-compute was assumed, but lacks kms:Decrypt on arn:aws:kms:");
    expect(message).toContain('Pass the key as "kmsKey"');
  });

  test("that there are no settings in this region", async () => {
    aws.current.parameters.clear();
    const { code, message } = await failureOf(runtime.loadSettings());
    expect(code).toBe("NOT_FOUND");
    expect(message).toContain("There are no settings under /papyrus/prd in eu-west-1.");
  });

  test("that a secret is not there", async () => {
    aws.current.secrets.delete("papyrus/prd/db");
    const { code, message } = await failureOf(runtime.loadSettings());
    expect(code).toBe("NOT_FOUND");
    expect(message).toContain("AWS does not find the secret papyrus/prd/db in eu-west-1.");
  });

  describe("if the client for secrets is not installed,", () => {
    beforeEach(async () => {
      const name = "@aws-sdk/client-secrets-manager";
      const load = Module._load;
      vi.spyOn(Module, "_load").mockImplementation((...args) => {
        if (args[0] === name) throw new Error("Cannot find module");
        return load(...args);
      });
      // What a bundler puts in its place.
      vi.doMock(name, () => ({ SecretsManagerClient: undefined }));
      vi.resetModules();
      runtime = await import("@amplify-roles/runtime");
    });
    afterEach(() => {
      vi.doUnmock("@aws-sdk/client-secrets-manager");
    });

    test("what to install", async () => {
      const { code, message } = await failureOf(runtime.loadSettings());
      expect(code).toBe("MISSING_CLIENT");
      expect(message).toBe(
        "The settings need @aws-sdk/client-secrets-manager. Run: npm install @aws-sdk/client-secrets-manager",
      );
    });

    test("nothing where no setting is a secret", async () => {
      const own = settingsIndex({ AUTH0_DOMAIN: { type: "parameter" } }, undefined);
      aws.current.parameters.set(`${PATH}/settings.json`, { value: JSON.stringify(own) });
      expect({ ...(await runtime.loadSettings()) }).toEqual({ AUTH0_DOMAIN: "papyrus.eu.auth0.com" });
    });
  });

  test("that nothing says where the settings are", async () => {
    vi.stubEnv("SETTINGS_PATH", undefined);
    const { code, message } = await failureOf(runtime.loadSettings());
    expect(code).toBe("NO_PATH");
    expect(message).toContain("env | grep -E '^(SETTINGS_PATH)=' >> .env.production || true");
  });

  test("that a secret is not JSON, without repeating it", async () => {
    aws.current.secrets.set("papyrus/prd/db", { value: "hunter2" });
    const error = await failureOf(runtime.loadSettings());
    expect(error.message).toContain("The secret papyrus/prd/db is not a JSON object.");
    expect(inspect(error, { depth: 9 })).not.toContain("hunter2");
  });

  test("which setting has no value, when it is used", async () => {
    aws.current.parameters.set(`${PATH}/AUTH0_DOMAIN`, { value: "No value yet: run amplify-roles settings push" });
    aws.current.secrets.set("papyrus/prd/flask", {});
    const settings = await runtime.loadSettings();
    expect(settings.DB_PASSWORD).toBe("hunter2");
    expect(() => settings.AUTH0_DOMAIN).toThrow(
      "AUTH0_DOMAIN has no value in /papyrus/prd. Run: amplify-roles settings push .env",
    );
    expect(() => settings.FLASK_SECRET_KEY).toThrow("FLASK_SECRET_KEY has no value in /papyrus/prd.");
    expect(() => settings.DB_PASS).toThrow("DB_PASS is not a setting in /papyrus/prd.");
  });
});

describe("on a laptop", () => {
  const write = (text: string) => writeFileSync(join(folder, ".env.local"), text);

  test(".env.local takes precedence, and can name the path", async () => {
    vi.stubEnv("NODE_ENV", "development");
    vi.stubEnv("SETTINGS_PATH", undefined);
    write('SETTINGS_PATH=/papyrus/prd\nexport DB_HOST="localhost" # here\n');
    const settings = await runtime.loadSettings();
    expect([settings.DB_HOST, settings.DB_PASSWORD]).toEqual(["localhost", "hunter2"]);
  });

  test(".env.local is enough, without a call to AWS", async () => {
    vi.stubEnv("NODE_ENV", "development");
    vi.stubEnv("SETTINGS_PATH", undefined);
    write("DB_PASSWORD=local\n");
    expect((await runtime.loadSettings()).DB_PASSWORD).toBe("local");
    expect(aws.current.calls).toEqual([]);
  });

  test("but not in production", async () => {
    write("DB_PASSWORD=local\n");
    expect((await runtime.loadSettings()).DB_PASSWORD).toBe("hunter2");
  });
});

test("the type is that of the specification's variables", async () => {
  const variables = {
    DB_PASSWORD: { type: "secret", group: "db" },
    AUTH0_DOMAIN: { type: "parameter" },
  } as const satisfies AmplifySettingsSpec["variables"];
  const settings = await runtime.loadSettings<SettingsOf<typeof variables>>();
  expectTypeOf(settings).toEqualTypeOf<{ readonly DB_PASSWORD: string; readonly AUTH0_DOMAIN: string }>();
  // @ts-expect-error It is not a setting.
  expect(() => settings.DB_PASS).toThrow("DB_PASS is not a setting in /papyrus/prd.");
  // @ts-expect-error A setting is a string.
  void (() => runtime.loadSettings<{ GUNICORN_WORKERS: number }>());
});

test("logs and answers show names only", async () => {
  const settings = await runtime.loadSettings();
  const shown = [inspect(settings), inspect({ settings }), String(settings), JSON.stringify({ settings })].join("\n");
  expect(shown).not.toMatch(/hunter2|s3cr3t|key-1/);
  expect(shown).toContain("DB_PASSWORD");
});
