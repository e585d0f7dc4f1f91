// The exports of this file are the outputs of the stack.
export { identityPoolId, lastAssumed } from "./program";
