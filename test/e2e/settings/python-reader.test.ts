import { settingsIndex } from "@amplify-roles/core/settings";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FakeAws } from "../../runtime/support/fake-aws.js";
import { describeWith, hasPython } from "../project/tools.js";
import { pythonReader, readWithPython } from "./python-reader.js";

const PATH = "/papyrus/prd";

describeWith([hasPython], "the Python code of the example's README", () => {
  const aws = new FakeAws();
  let env: NodeJS.ProcessEnv;
  // More than one page of parameters.
  const numbers = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`NUMBER_${index}`, `${index}`]));

  beforeAll(async () => {
    const parameters = Object.keys(numbers).map((name) => [name, { type: "parameter" }] as const);
    const index = settingsIndex(
      {
        ...Object.fromEntries(parameters),
        API_KEY: { type: "secureParameter" },
        DB_HOST: { type: "secret", group: "db" },
        DB_PASSWORD: { type: "secret", group: "db" },
        FLASK_SECRET_KEY: { type: "generated", group: "flask" },
      },
      undefined,
    );
    aws.parameters.set(`${PATH}/settings.json`, { value: JSON.stringify(index) });
    for (const [name, value] of Object.entries(numbers)) aws.parameters.set(`${PATH}/${name}`, { value });
    aws.parameters.set(`${PATH}/API_KEY`, { value: "key", type: "SecureString" });
    aws.secrets.set("papyrus/prd/db", { value: JSON.stringify({ DB_HOST: "db.internal", DB_PASSWORD: "hunter2" }) });
    aws.secrets.set("papyrus/prd/flask", { value: JSON.stringify({ FLASK_SECRET_KEY: "s3cr3t" }) });
    env = {
      AWS_ENDPOINT_URL: await aws.start(),
      // What boto3 reads. Fargate sets it.
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      SETTINGS_PATH: PATH,
    };
  });
  afterAll(() => aws.stop());

  it("reads what the runtime package reads", async () => {
    expect(await readWithPython("terraform", env)).toEqual({
      ...numbers,
      API_KEY: "key",
      DB_HOST: "db.internal",
      DB_PASSWORD: "hunter2",
      FLASK_SECRET_KEY: "s3cr3t",
    });
  });

  it("fails if a secret cannot be read", async () => {
    const message =
      "User: arn:aws:sts::123456789012:assumed-role/papyrus-task/1 is not authorized to perform: kms:Decrypt";
    aws.denied.set("papyrus/prd/db", { code: "AccessDeniedException", message });
    await expect(readWithPython("terraform", env)).rejects.toThrow("not authorized to perform: kms:Decrypt");
  });

  it("is the same for both tools", () => expect(pythonReader("pulumi")).toBe(pythonReader("terraform")));
});
