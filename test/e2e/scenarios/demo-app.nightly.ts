import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Aws, startAws } from "../aws/aws.js";
import { REGION } from "../aws/environment.js";
import { startEnforcement } from "../aws/iam-enforcement.js";
import { ADMINISTRATOR, assumeRole, clientOf, environmentOf, type SignedIn } from "../aws/session.js";
import type { ServerProcess } from "../project/server-process.js";
import { stopAws } from "../project/shared-aws.js";
import { describeWith, hasPython, hasTerraform } from "../project/tools.js";
import { hasBrowser, startBrowser } from "../ssr/browser.js";
import { buildNextApp, startNextApp } from "../ssr/nextjs.js";
import { picture } from "../ssr/picture.js";
import { createExample, type ExampleProject } from "./examples/example-project.js";

/** A test. The stack of a failure in a library can lead to a file that Vitest cannot read. Then only its message is kept. */
const step = (title: string, body: () => Promise<void>) =>
  it(title, () =>
    body().catch((error: Error) => {
      throw error.stack?.includes("/node_modules/") === true ? new Error(error.message) : error;
    }),
  );

/** An API that takes one token. */
class Api {
  token = "first-token";
  readonly #server: Server = createServer((request, response) => {
    response.writeHead(request.headers.authorization === `Bearer ${this.token}` ? 204 : 401).end();
  }).listen(0);

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
  }
}

describeWith([hasTerraform, hasPython, hasBrowser], "the demo app in a browser, with its policies in effect", () => {
  let problem: string | undefined;
  let aws: Aws;
  let example: ExampleProject;
  let server: ServerProcess;
  let browser: Browser;
  let page: Page;
  let api: Api;
  const servers: ServerProcess[] = [];

  beforeAll(async () => {
    problem = await buildNextApp();
    if (problem !== undefined) return;
    api = new Api();
    aws = await startAws();
    startEnforcement(aws.gateway, aws.moto);
    example = await createExample("terraform", { example: "private-bucket", stack: "gallery" }, aws.env);
    await example.project.deploy();
    const image = {
      Bucket: variables().IMAGES_BUCKET,
      Key: "images/cat.png",
      Body: picture(),
      ContentType: "image/png",
    };
    await new S3Client(clientOf(aws.gateway, ADMINISTRATOR)).send(new PutObjectCommand(image));
    await pushToken();
    server = await serve(await assumeRole(aws.gateway, { RoleArn: String(app().computeRoleArn) }));
    browser = await startBrowser();
    page = await browser.newPage({ viewport: { width: 900, height: 720 } });
  });
  beforeEach((test) => {
    if (problem !== undefined) test.skip(problem);
  });
  afterAll(async () => {
    await browser?.close();
    for (const one of servers) await one.stop();
    await example?.project.remove();
    if (aws !== undefined) await stopAws(aws);
    api?.stop();
  });

  const app = (): Readonly<Record<string, unknown>> => aws.gateway.hosting.listApps(REGION)[0] ?? {};
  const variables = () => app().environmentVariables as Readonly<Record<string, string>>;
  /** What `settings push` does: it has a test of its own. */
  const pushToken = () =>
    new SecretsManagerClient(clientOf(aws.gateway, ADMINISTRATOR)).send(
      new PutSecretValueCommand({
        SecretId: "gallery/prod/api",
        SecretString: JSON.stringify({ API_URL: api.url, API_TOKEN: api.token }),
      }),
    );
  /** The server with these credentials, or without any. */
  async function serve(who: SignedIn | undefined, more: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
    const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_SESSION_TOKEN: undefined };
    const credentials = who === undefined ? { ...none, AWS_EC2_METADATA_DISABLED: "true" } : environmentOf(who);
    const started = await startNextApp({ ...aws.env, ...credentials, ...variables(), ...more });
    servers.push(started);
    return started;
  }
  const show = () => page.getByRole("button", { name: "Show the private image" }).click();
  const screenshot = async (name: string) => {
    const folder = process.env.SCREENSHOTS;
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
  };

  step("shows which role it runs as, and the names of its settings without their values", async () => {
    await page.goto(server.url);
    expect(await page.locator("#role").textContent()).toBe("gallery-amplify-compute");
    expect(await page.locator("#settings").textContent(), server.log()).toBe("API_TOKEN, API_URL");
    expect(await page.locator("#api").textContent()).toBe("answers");
    const html = await page.content();
    expect([api.token, api.url].filter((value) => html.includes(value))).toEqual([]);
  });

  step("shows the private image with the grant", async () => {
    await show();
    const image = page.getByRole("img");
    await image.waitFor();
    expect(await image.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth)).toBe(480);
    expect(await page.locator("main [role=alert]").count()).toBe(0);
    await screenshot("with-the-grant");
  });

  step("has the new token after a rotation, without a deployment", async () => {
    api.token = "second-token";
    await pushToken();
    await page.reload();
    expect(await page.locator("#api").textContent()).toBe("answers");
    expect(server.log()).not.toContain("token");
  });

  step("explains what is missing without the grant, and logs what the README says", async () => {
    await example.project.edit("s3.read(bucket),", 's3.read({ name: "others" }),');
    await example.project.deploy();
    await page.reload();
    await show();
    const alert = page.locator("main [role=alert]");
    await alert.waitFor({ timeout: 10_000 });
    expect(await alert.textContent()).toContain("the role may not read this image. Add s3.read(bucket) to its grants");
    expect(await page.getByRole("img").count()).toBe(0);
    expect(server.log()).toContain("GetObject images/cat.png: the role was assumed and may not do this");
    await screenshot("without-the-grant");
  });

  step("logs which role lacks which permission", async () => {
    const other = await serve(await assumeRole(aws.gateway, { RoleArn: String(app().iamServiceRoleArn) }));
    await page.goto(other.url);
    expect(await page.locator("#role").textContent()).toBe("gallery-amplify-service");
    expect(await page.locator("#settings").textContent()).toContain("cannot be read");
    expect(other.log()).toMatch(
      /Settings: ACCESS_DENIED: The role gallery-amplify-service was assumed, but lacks ssm:GetParametersByPath/,
    );
    await screenshot("without-settings");
  });

  step("logs that no role was assumed, and that there are no settings", async () => {
    const none = await serve(undefined);
    await page.goto(none.url);
    expect(await page.locator("#role").textContent()).toContain("no compute role");
    expect(none.log()).toContain("Settings: NOT_ASSUMED: No role was assumed");
    expect(none.log()).toContain("GetCallerIdentity: no compute role is in effect");
    await show();
    await page.locator("main [role=alert]").waitFor();
    await screenshot("without-a-role");
    const elsewhere = await serve(ADMINISTRATOR, { SETTINGS_PATH: "/gallery/other" });
    await fetch(elsewhere.url);
    expect(elsewhere.log()).toContain("Settings: NOT_FOUND: There are no settings under /gallery/other in eu-west-1");
  });
});
