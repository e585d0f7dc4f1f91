import { credentials } from "@grpc/grpc-js";
import callbackClients from "@pulumi/pulumi/proto/callback_grpc_pb.js";
import callbacks from "@pulumi/pulumi/proto/callback_pb.js";
import resources from "@pulumi/pulumi/proto/resource_pb.js";

/**
 * The transforms of a program. They live in the program's process, which lends a callback server; the engine calls them
 * back with each registration and takes what they answer in its place.
 */
export class Transforms {
  readonly #ofResource = new Map<string, callbacks.Callback[]>();
  readonly #parents = new Map<string, string>();
  readonly #ofStack: callbacks.Callback[] = [];
  readonly #ofInvokes: callbacks.Callback[] = [];
  readonly #clients = new Map<string, callbackClients.CallbacksClient>();

  addToStack(callback: callbacks.Callback): void {
    this.#ofStack.push(callback);
  }

  addToInvokes(callback: callbacks.Callback): void {
    this.#ofInvokes.push(callback);
  }

  /** Keeps a resource's own transforms for its children, which are registered after it. */
  remember(urn: string, request: resources.RegisterResourceRequest): void {
    this.#ofResource.set(urn, request.getTransformsList());
    this.#parents.set(urn, request.getParent());
  }

  /** Rewrites a registration in place, in the engine's order: the resource's own, its parents' from the nearest, the stack's. */
  async apply(request: resources.RegisterResourceRequest): Promise<void> {
    const transforms = [...request.getTransformsList()];
    for (let urn = request.getParent(); urn !== ""; urn = this.#parents.get(urn) ?? "") {
      transforms.push(...(this.#ofResource.get(urn) ?? []));
    }
    for (const transform of [...transforms, ...this.#ofStack]) {
      const message = new resources.TransformRequest();
      message.setType(request.getType()).setName(request.getName()).setCustom(request.getCustom());
      message.setParent(request.getParent()).setProperties(request.getObject()).setOptions(optionsOf(request));
      const answer = await this.#call(transform, message.serializeBinary());
      const response = resources.TransformResponse.deserializeBinary(answer);
      request.setObject(response.getProperties());
      const options = response.getOptions();
      if (options !== undefined) setOptions(request, options);
    }
  }

  async applyToInvoke(request: resources.ResourceInvokeRequest): Promise<void> {
    for (const transform of this.#ofInvokes) {
      const message = new resources.TransformInvokeRequest();
      message.setToken(request.getTok()).setArgs(request.getArgs());
      const answer = await this.#call(transform, message.serializeBinary());
      request.setArgs(resources.TransformInvokeResponse.deserializeBinary(answer).getArgs());
    }
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  #call(callback: callbacks.Callback, bytes: Uint8Array): Promise<Uint8Array> {
    const request = new callbacks.CallbackInvokeRequest();
    request.setToken(callback.getToken()).setRequest(bytes);
    return new Promise((resolve, reject) => {
      this.#clientOf(callback.getTarget()).invoke(request, (error, response) => {
        if (error) reject(new Error(error.details));
        else resolve(response.getResponse_asU8());
      });
    });
  }

  #clientOf(target: string): callbackClients.CallbacksClient {
    const client =
      this.#clients.get(target) ?? new callbackClients.CallbacksClient(target, credentials.createInsecure());
    this.#clients.set(target, client);
    return client;
  }
}

function optionsOf(request: resources.RegisterResourceRequest): resources.TransformResourceOptions {
  const options = new resources.TransformResourceOptions();
  options
    .setDependsOnList(request.getDependenciesList())
    .setIgnoreChangesList(request.getIgnorechangesList())
    .setReplaceOnChangesList(request.getReplaceonchangesList())
    .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
    .setAliasesList(request.getAliasesList())
    .setVersion(request.getVersion())
    .setProvider(request.getProvider())
    .setDeletedWith(request.getDeletedwith())
    .setImport(request.getImportid())
    .setCustomTimeouts(request.getCustomtimeouts());
  if (request.hasProtect()) options.setProtect(request.getProtect() === true);
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() === true);
  if (request.getDeletebeforereplacedefined()) options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  for (const [key, reference] of request.getProvidersMap().entries()) options.getProvidersMap().set(key, reference);
  return options;
}

function setOptions(request: resources.RegisterResourceRequest, options: resources.TransformResourceOptions): void {
  request
    .setDependenciesList(options.getDependsOnList())
    .setIgnorechangesList(options.getIgnoreChangesList())
    .setReplaceonchangesList(options.getReplaceOnChangesList())
    .setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList())
    .setAliasesList(options.getAliasesList())
    .setVersion(options.getVersion())
    .setProvider(options.getProvider())
    .setDeletedwith(options.getDeletedWith())
    .setImportid(options.getImport())
    .setCustomtimeouts(options.getCustomTimeouts())
    .setDeletebeforereplace(options.getDeleteBeforeReplace() === true)
    .setDeletebeforereplacedefined(options.hasDeleteBeforeReplace());
  if (options.hasProtect()) request.setProtect(options.getProtect() === true);
  if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete() === true);
  request.clearProvidersMap();
  for (const [key, reference] of options.getProvidersMap().entries()) request.getProvidersMap().set(key, reference);
}
