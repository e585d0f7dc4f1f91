/** Says on stdout how long, in characters as IAM counts them, the policies are that both make for the same calls. */
import { comparisons } from "./policies.mjs";

console.log(JSON.stringify({ compared: comparisons() }));
