import { prices } from "../aws/prices.js";
import { counted } from "../findings/text.js";
import type { SettingsPlan } from "./settings.js";

/** What settings cost in a month, and where that is from. Calls cost more: 0.05 USD for 10,000 of Secrets Manager, or for advanced parameters. */
export function settingsCost(settings: readonly SettingsPlan[]): string {
  const parameters = settings.flatMap(({ resources }) => resources.filter(({ type }) => type === "aws_ssm_parameter"));
  const advanced = parameters.filter(({ arguments: given }) => (given as { tier?: string }).tier === "Advanced").length;
  const secrets = settings.reduce((sum, { planned }) => sum + Object.keys(planned.secrets).length, 0);
  const total = settings.reduce((sum, { monthlyCost }) => sum + monthlyCost, 0);
  const parts = [
    counted(secrets, "secret"),
    counted(parameters.length - advanced, "standard parameter"),
    ...(advanced === 0 ? [] : [counted(advanced, "advanced parameter")]),
  ];
  const pages = [...(secrets === 0 ? [] : [prices.secret]), ...(advanced === 0 ? [] : [prices.advancedParameter])].map(
    ({ page, compared }) => `${page}, ${compared}`,
  );
  const source = pages.length === 0 ? "" : ` (${pages.join("; ")})`;
  return `Settings in ${settings.map(({ planned }) => planned.path).join(", ")}: ${parts.join(", ")}. They cost ${total.toFixed(2)} USD per month, plus API calls${source}.`;
}
