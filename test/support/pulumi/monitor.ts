import engines from "@pulumi/pulumi/proto/engine_pb.js";
import providers from "@pulumi/pulumi/proto/provider_pb.js";
import resources from "@pulumi/pulumi/proto/resource_pb.js";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import { answer, createdAttributes, keptInputs } from "./cloud.js";
import { providerUrn, type Registration, readRegistration } from "./registration.js";
import { Transforms } from "./transforms.js";
import { fromStruct, type Properties, toStruct } from "./wire.js";

export interface MonitorOptions {
  readonly dryRun: boolean;
  readonly project: string;
  readonly stack: string;
  /** The only types of custom resource expected. Default: any that `resourceOutputs` or `cloud.ts` answers for. */
  readonly types?: readonly string[] | undefined;
  /** The only provider functions expected. Default: any that `invoke` or `cloud.ts` answers for. */
  readonly tokens?: readonly string[] | undefined;
  /**
   * The state that the cloud gives a resource at an update, laid over that of `cloud.ts`; `id` is its ID. It is asked at
   * a preview as well, to see whether the type is expected, and its answer is then kept from the program.
   */
  readonly resourceOutputs?: ((registration: Registration) => Properties | undefined) | undefined;
  /** What a provider function returns, in place of the answer of `cloud.ts`; the call fails if it throws. */
  readonly invoke?: ((token: string, args: Properties) => Properties | undefined) | undefined;
}

export interface RecordedInvoke {
  readonly token: string;
  readonly args: Properties;
  /** The explicit provider's URN; absent for the default provider. */
  readonly provider?: string;
}

export interface RecordedRead {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly id: string;
}

export interface RecordedLog {
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
  /** The resource that the message is about. */
  readonly urn?: string;
}

/** The features the runner asks for that this monitor carries out. The runner refuses a program that needs another. */
const features = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "aliasSpecs",
  "deletedWith",
  "transforms",
  "invokeTransforms",
]);

const rootType = "pulumi:pulumi:Stack";

/**
 * A replacement of Pulumi's engine: it takes a program's registrations, gives each the outputs that an engine with an
 * empty state would, and records everything. `connect.ts` lends its methods to a runner.
 */
export class Monitor {
  /** Everything but the stack itself, in the order of arrival, which is not the order of the program. */
  readonly registrations: Registration[] = [];
  /** What components registered as their outputs, by URN; those of the stack as well. */
  readonly outputs = new Map<string, Properties>();
  readonly invokes: RecordedInvoke[] = [];
  /** Existing resources that were looked up with `get`. */
  readonly reads: RecordedRead[] = [];
  /** Without the runner's own debug messages. */
  readonly logs: RecordedLog[] = [];
  /** Why something was refused that no test expects; a program could swallow the error that it got. */
  readonly refusals: string[] = [];
  /** How many calls have arrived. */
  calls = 0;

  readonly #options: MonitorOptions;
  readonly #transforms = new Transforms();
  readonly #urns = new Set<string>();
  #stackUrn = "";

  constructor(options: MonitorOptions) {
    this.#options = options;
  }

  get stackOutputs(): Properties {
    return this.outputs.get(this.#stackUrn) ?? {};
  }

  close(): void {
    this.#transforms.close();
  }

  supportsFeature(request: resources.SupportsFeatureRequest): resources.SupportsFeatureResponse {
    return new resources.SupportsFeatureResponse().setHassupport(features.has(request.getId()));
  }

  async registerResource(request: resources.RegisterResourceRequest): Promise<resources.RegisterResourceResponse> {
    const urn = this.#newUrn(request.getParent(), request.getType(), request.getName());
    if (request.getType() === rootType) {
      this.#stackUrn = urn;
      return new resources.RegisterResourceResponse().setUrn(urn);
    }
    await this.#transforms.apply(request);
    this.#transforms.remember(urn, request);
    const registration = readRegistration(request, urn);
    this.registrations.push(registration);
    const response = new resources.RegisterResourceResponse().setUrn(urn);
    if (!registration.custom) return response.setObject(request.getObject());

    const { id, ...state } = this.#stateOf(registration);
    if (id !== undefined) registration.id = id;
    return response.setId(id ?? "").setObject(toStruct(state));
  }

  registerResourceOutputs(request: resources.RegisterResourceOutputsRequest): empties.Empty {
    this.outputs.set(request.getUrn(), fromStruct(request.getOutputs()));
    return new empties.Empty();
  }

  /** Looks up an existing resource; the engine does so at a preview as well. */
  readResource(request: resources.ReadResourceRequest): resources.ReadResourceResponse {
    const [type, name, id] = [request.getType(), request.getName(), request.getId()];
    const urn = this.#newUrn(request.getParent(), type, name);
    this.reads.push({ type, name, urn, id });
    const given = fromStruct(request.getProperties());
    const state = createdAttributes({ type, name, inputs: { name: id, id, ...given } });
    if (state === undefined) throw this.#refusal(`Unexpected read of a resource of type ${type}, named ${name}`);
    return new resources.ReadResourceResponse().setUrn(urn).setProperties(toStruct({ ...state, ...given, id }));
  }

  async invoke(request: resources.ResourceInvokeRequest): Promise<providers.InvokeResponse> {
    await this.#transforms.applyToInvoke(request);
    const [token, args] = [request.getTok(), fromStruct(request.getArgs())];
    const provider = request.getProvider();
    this.invokes.push({ token, args, ...(provider && { provider: providerUrn(provider) }) });
    const expected = this.#options.tokens?.includes(token) ?? true;
    const result = expected ? (this.#options.invoke?.(token, args) ?? answer(token)) : undefined;
    if (result === undefined) throw this.#refusal(`Unexpected invoke of ${token} with ${JSON.stringify(args)}`);
    return new providers.InvokeResponse().setReturn(toStruct(result));
  }

  registerStackTransform(callback: Parameters<Transforms["addToStack"]>[0]): empties.Empty {
    this.#transforms.addToStack(callback);
    return new empties.Empty();
  }

  registerStackInvokeTransform(callback: Parameters<Transforms["addToInvokes"]>[0]): empties.Empty {
    this.#transforms.addToInvokes(callback);
    return new empties.Empty();
  }

  /** An engine would delete here what the program no longer has. */
  signalAndWaitForShutdown(): empties.Empty {
    return new empties.Empty();
  }

  log(request: engines.LogRequest): empties.Empty {
    const severity = severities[request.getSeverity()];
    const urn = request.getUrn();
    if (severity !== undefined) this.logs.push({ severity, message: request.getMessage(), ...(urn && { urn }) });
    return new empties.Empty();
  }

  getRootResource(): engines.GetRootResourceResponse {
    return new engines.GetRootResourceResponse().setUrn(this.#stackUrn);
  }

  setRootResource(): engines.SetRootResourceResponse {
    return new engines.SetRootResourceResponse();
  }

  #stateOf(registration: Registration): Properties {
    const { type, name, inputs, importId } = registration;
    const given = this.#options.resourceOutputs?.(registration);
    const created = createdAttributes(registration);
    const expected = this.#options.types?.includes(type) ?? (given ?? created) !== undefined;
    if (!expected) throw this.#refusal(`Unexpected resource of type ${type}, named ${name}`);

    const kept = keptInputs(inputs);
    if (this.#options.dryRun) return { ...kept, id: importId };
    return { id: `${name}-id`, ...kept, ...created, ...given, ...(importId !== undefined && { id: importId }) };
  }

  #newUrn(parent: string, type: string, name: string): string {
    const parentType = parent.split("::")[2];
    const qualifiedType = parentType === undefined || parentType === rootType ? type : `${parentType}$${type}`;
    const urn = `urn:pulumi:${this.#options.stack}::${this.#options.project}::${qualifiedType}::${name}`;
    if (this.#urns.has(urn)) throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    this.#urns.add(urn);
    return urn;
  }

  #refusal(message: string): Error {
    this.refusals.push(message);
    return new Error(message);
  }
}

const severities: Partial<Record<engines.LogSeverity, RecordedLog["severity"]>> = {
  [engines.LogSeverity.INFO]: "info",
  [engines.LogSeverity.WARNING]: "warning",
  [engines.LogSeverity.ERROR]: "error",
};
