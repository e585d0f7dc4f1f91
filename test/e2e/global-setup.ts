import { pythonEnvironment } from "./aws/python.js";
import { hasPython } from "./project/tools.js";

/** Builds the Python environment once, before two processes need it at the same time. */
export default async function setup(): Promise<void> {
  if (hasPython() === undefined) await pythonEnvironment();
}
