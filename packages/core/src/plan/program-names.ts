import { Collector } from "../findings/collector.js";
import { type Report, SpecificationError } from "../findings/finding.js";
import { quoted } from "../findings/text.js";
import { isUnresolved } from "../placeholders/placeholder.js";
import { Context } from "../schema/context.js";
import { inTwoPlaces } from "../specification/settings-rules.js";
import type { PlannedResource } from "./resources.js";

/** @param by the construct or component that has the name */
const nameOfAnother = (name: string, by: string): Report => ({
  code: "DUPLICATE_ROLE_NAME",
  message: `The name ${quoted(name)} is already used by a role or a policy of ${by}.`,
  fix: 'Write roles: { namePrefix: "…" } on one of the two apps, or give the role another "name".',
  parameters: { name, by },
});

/** By what has names of its own: a stack, a program, a provider. */
const programs = new WeakMap<object, ProgramNames>();

/**
 * Takes the names of roles and managed policies in a plan.
 *
 * @param program what has names of its own: a provider may be another account's
 * @param owner what is planned: `AmplifySsrApp "web"`
 * @throws SpecificationError if another one in the program already has one of the names
 */
export function takeNames(program: object, owner: string, resources: readonly PlannedResource[]): void {
  const names = programs.get(program) ?? new ProgramNames();
  programs.set(program, names);
  names.take(owner, resources);
}

/** The names of roles and managed policies of all apps of one stack or program. To IAM, case makes no difference. */
class ProgramNames {
  private readonly owners = new Map<string, string>();

  /** Names that are known only after deploy cannot be compared. */
  take(owner: string, resources: readonly PlannedResource[]): void {
    const collector = new Collector();
    const context = new Context(collector).property("name");
    const settings = new Context(collector).property("settings");
    for (const { type, arguments: given } of resources) {
      const isSetting = type === "aws_ssm_parameter" || type === "aws_secretsmanager_secret";
      if (!(type === "aws_iam_role" || type === "aws_iam_policy" || isSetting) || isUnresolved(given.name)) continue;
      const key = `${type} ${given.name.toLowerCase()}`;
      const other = this.owners.get(key) ?? owner;
      if (other === owner) this.owners.set(key, owner);
      else if (isSetting) settings.report(inTwoPlaces(given.name, other));
      else context.report(nameOfAnother(given.name, other));
    }
    if (collector.errorCount > 0) throw new SpecificationError(owner, collector.findings);
  }
}
