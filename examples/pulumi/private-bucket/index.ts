// The exports of this file are the outputs of the stack.
export { bucketName, domain, lastAssumed } from "./program";
