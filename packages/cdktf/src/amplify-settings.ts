import type { Grant } from "@amplify-roles/core";
import { planAmplifySettings, type StandaloneSettingsPlan } from "@amplify-roles/core/adapter";
import { Construct } from "constructs";
import { planIn } from "./plan.js";
import { PlannedConstruct } from "./planned-construct.js";
import { supportsArgument } from "./resources.js";
import { type Settings, settingsOf } from "./settings.js";
import type { AmplifySettingsConfig } from "./specification.js";

/**
 * Variables that server code reads at run time, in Parameter Store and Secrets Manager, for the roles of any service.
 *
 * ```ts
 * const settings = new AmplifySettings(this, "settings", {
 *   path: "/papyrus/prd",
 *   variables: {
 *     AUTH0_DOMAIN: { type: "parameter", value: "papyrus.eu.auth0.com" },
 *     DB_PASSWORD: { type: "secret", group: "db" },
 *   },
 * });
 * new AmplifyComputeRole(this, "compute", { grants: [...settings.grants] });
 * ```
 *
 * @throws SpecificationError with all errors in the specification. Nothing is created then.
 */
export class AmplifySettings extends Construct implements Settings {
  /** What reads these settings and nothing else: for the `grants` of a role, or for `policyFor`. */
  readonly grants: readonly Grant[];
  private readonly created: Settings;
  private readonly plan: StandaloneSettingsPlan;

  constructor(scope: Construct, id: string, config: AmplifySettingsConfig) {
    const { provider } = config ?? {};
    const plan = planIn(scope, `AmplifySettings "${id}"`, config ?? {}, (specification) =>
      planAmplifySettings(id, specification, { supportsArgument }),
    );

    super(scope, id);
    const planned = new PlannedConstruct(this, plan, provider);
    planned.create();
    this.plan = plan.current;
    this.created = settingsOf(this.plan.settings, planned);
    this.grants = planned.grants(this.plan.grants);
  }

  /** `/papyrus/prd`. The server gets it as the variable `SETTINGS_PATH`. */
  get path(): string {
    return this.created.path;
  }

  /** The parameters by the names of their settings. */
  get parameters(): Settings["parameters"] {
    return this.created.parameters;
  }

  /** The secrets by group. */
  get secrets(): Settings["secrets"] {
    return this.created.secrets;
  }

  /** The parameter with the names of the settings, which the server and `amplify-roles settings` read. */
  get index(): Settings["index"] {
    return this.created.index;
  }

  /** The command for the build specification, before the framework's build, that passes the path on to the server. */
  get buildCommand(): string {
    return this.created.buildCommand;
  }

  /** What tells a server the path: `{ SETTINGS_PATH: "/papyrus/prd" }`. */
  get environmentVariables(): Readonly<Record<string, string>> {
    return this.plan.environmentVariables;
  }

  /** US dollars per month in most regions, without calls. */
  get monthlyCost(): number {
    return this.plan.monthlyCost;
  }
}
