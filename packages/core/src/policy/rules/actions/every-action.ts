import { perText } from "../../parse/per-text.js";

/** `*`, `s3:*`, and the same with more wildcards. */
const EVERY_ACTION = /^\*+$|:[*?]*\*[*?]*$/;

/** Services where all actions together lead to every permission, on any resource. */
const OF_PERMISSIONS = /^(iam|sts|organizations):/i;

/** Whether a pattern for actions is every action of a service, or of all services. */
export const isEveryAction = perText((text) => EVERY_ACTION.test(text));

/** Whether a pattern for actions is reported as leading to every permission, on any resource. */
export const leadsToEveryPermission = perText(
  (text) => EVERY_ACTION.test(text) && (!/^[A-Za-z0-9-]+:/.test(text) || OF_PERMISSIONS.test(text)),
);
