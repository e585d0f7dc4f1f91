import type aliases from "@pulumi/pulumi/proto/alias_pb.js";
import type resources from "@pulumi/pulumi/proto/resource_pb.js";
import { fromStruct, type Properties } from "./wire.js";

/** A former identity: a whole URN, or the parts of it that changed. */
export type RecordedAlias =
  | string
  | { name?: string; type?: string; stack?: string; project?: string; parent?: string; noParent?: true };

/** One resource as the program registered it, after its transforms. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** The parent's URN; that of the stack for a resource at the top. */
  readonly parent: string;
  /** False for a component. */
  readonly custom: boolean;
  readonly inputs: Properties;
  /** URNs, explicit and implied by the inputs together, sorted. */
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** The explicit provider's URN; absent for the default provider. */
  readonly provider?: string;
  /** A component's providers, by package. */
  readonly providers: Readonly<Record<string, string>>;
  readonly aliases: readonly RecordedAlias[];
  readonly importId?: string;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deleteBeforeReplace?: boolean;
  readonly deletedWith?: string;
  /** What the cloud gave it; absent at a preview and for a component. */
  id?: string;
}

/** @throws Error if the program registered no resource with that name */
export function registrationNamed(registrations: readonly Registration[], name: string): Registration {
  const found = registrations.find((registration) => registration.name === name);
  if (found === undefined) throw new Error(`${name} is not among ${registrations.map((one) => one.name)}`);
  return found;
}

export function readRegistration(request: resources.RegisterResourceRequest, urn: string): Registration {
  return {
    type: request.getType(),
    name: request.getName(),
    urn,
    parent: request.getParent(),
    custom: request.getCustom(),
    inputs: fromStruct(request.getObject()),
    dependencies: request.getDependenciesList().sort(),
    propertyDependencies: readPropertyDependencies(request),
    providers: Object.fromEntries(
      [...request.getProvidersMap().entries()].map(([key, ref]) => [key, providerUrn(ref)]),
    ),
    aliases: request.getAliasesList().map(readAlias),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    ...(request.getProvider() && { provider: providerUrn(request.getProvider()) }),
    ...(request.getImportid() && { importId: request.getImportid() }),
    ...(request.hasProtect() && { protect: request.getProtect() === true }),
    ...(request.hasRetainondelete() && { retainOnDelete: request.getRetainondelete() === true }),
    ...(request.getDeletebeforereplacedefined() && { deleteBeforeReplace: request.getDeletebeforereplace() }),
    ...(request.getDeletedwith() && { deletedWith: request.getDeletedwith() }),
  };
}

function readPropertyDependencies(request: resources.RegisterResourceRequest): Record<string, string[]> {
  const entries = [...request.getPropertydependenciesMap().entries()];
  return Object.fromEntries(entries.map(([property, urns]) => [property, urns.getUrnsList().sort()]));
}

/** A provider reference is its URN and its ID. */
export function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

function readAlias(alias: aliases.Alias): RecordedAlias {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  return {
    ...(spec.getName() && { name: spec.getName() }),
    ...(spec.getType() && { type: spec.getType() }),
    ...(spec.getStack() && { stack: spec.getStack() }),
    ...(spec.getProject() && { project: spec.getProject() }),
    ...(spec.getParenturn() && { parent: spec.getParenturn() }),
    ...(spec.getNoparent() && { noParent: true as const }),
  };
}
