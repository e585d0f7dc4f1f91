// The exports of this file are the outputs of the stack.
export { attachApp, attachMain, lastAssumedApp, lastAssumedMain } from "./program";
