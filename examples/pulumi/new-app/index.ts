// The exports of this file are the outputs of the stack.
export { appId, lastAssumed, webhookUrl } from "./program";
