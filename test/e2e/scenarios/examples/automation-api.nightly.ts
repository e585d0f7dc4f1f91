import { describeAutomationApi } from "./describe-automation-api.js";
import { SCENARIOS } from "./scenarios.js";

for (const scenario of SCENARIOS) describeAutomationApi(scenario);
