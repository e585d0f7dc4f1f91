import type { Report } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import { toDisplayString } from "../placeholders/placeholder.js";
import { string } from "../schema/schema.js";

const notAnAppId = (found: string): Report => ({
  code: "NOT_AN_APP_ID",
  message: `${quoted(found)} is not the id of an Amplify app.`,
  fix: 'Write the id only: "d123456789abcd". It is the last part of the app\'s ARN.',
  parameters: { found: toDisplayString(found) },
});

/** An app's id: https://docs.aws.amazon.com/amplify/latest/APIReference/API_App.html */
export const appId = string((value) => (/^d[a-z0-9]{1,19}$/.test(value) ? undefined : notAnAppId(value)));
