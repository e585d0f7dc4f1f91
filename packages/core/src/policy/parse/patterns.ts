import { parseArn } from "../../aws/arn.js";
import { findActions } from "../../aws/service-reference.js";
import { isWhollyUnresolved } from "../../placeholders/placeholder.js";
import { perText } from "./per-text.js";

/** The actions that a string matches. */
export const actionsBy = perText(findActions);

/** Whether a string is an ARN of which a part is known. */
export const isKnownArn = perText((text) => parseArn(text) !== undefined && !isWhollyUnresolved(text));
