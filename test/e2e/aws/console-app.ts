import { REGION } from "./environment.js";
import type { Gateway } from "./gateway.js";

/** A service role as the console makes it. The name is made up; Amplify does not look at the role before a build. */
export const CONSOLE_ROLE = "arn:aws:iam::123456789012:role/service-role/AmplifySSRLoggingRole-console";

/**
 * Puts an app with a branch into the gateway, as somebody made it in the console, and returns its id.
 * @param owner whose repository it has, on GitHub
 */
export async function madeInTheConsole({ hosting }: Gateway, name = "site", owner = "example"): Promise<string> {
  const { appId } = await hosting.createApp(REGION, {
    name,
    platform: "WEB_COMPUTE",
    repository: `https://github.com/${owner}/${name}`,
    accessToken: "token",
    iamServiceRoleArn: CONSOLE_ROLE,
    environmentVariables: { TABLE: "orders" },
    customRules: [{ source: "/<*>", target: "/index.html", status: "404-200" }],
  });
  await hosting.createBranch(REGION, String(appId), {
    branchName: "main",
    framework: "Next.js - SSR",
    stage: "PRODUCTION",
  });
  return String(appId);
}
