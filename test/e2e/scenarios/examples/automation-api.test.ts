import { describeAutomationApi } from "./describe-automation-api.js";
import { SCENARIOS } from "./scenarios.js";

/** The one with the least to do that has secrets. The others: automation-api.nightly.ts. */
for (const scenario of SCENARIOS) if (scenario.example === "private-bucket") describeAutomationApi(scenario);
