import type { Operation as PatchOperation } from "fast-json-patch";
import type { AmplifyHosting } from "./amplify/hosting.js";
import { BranchHandler } from "./cloud-control/branch-handler.js";
import { patched } from "./cloud-control/patch.js";
import { type Operation, Progress } from "./cloud-control/progress.js";
import { branchErrors, branchSchema } from "./cloud-control/schema.js";
import { AwsError } from "./errors.js";
import { answerJsonRpc, type JsonOperation } from "./json-rpc.js";
import { type AwsRequest, type AwsResponse, type AwsService, isJsonObject, type JsonObject } from "./message.js";
import { serviceModel } from "./models/service-model.js";

/**
 * Cloud Control, in JSON 1.0, for `AWS::Amplify::Branch`: the branches of the same store that Amplify's API shows.
 * https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/Welcome.html
 */
export class CloudControl implements AwsService {
  readonly #handler: BranchHandler;
  readonly #progress = new Progress();
  readonly #operations: Readonly<Record<string, JsonOperation>> = {
    CreateResource: (input, region) => this.#create(region, input),
    DeleteResource: (input, region) => this.#delete(region, input),
    GetResource: (input, region) => this.#get(region, input),
    GetResourceRequestStatus: (input) => ({ ProgressEvent: this.#progress.poll(String(input.RequestToken)) }),
    UpdateResource: (input, region) => this.#update(region, input),
  };

  constructor(
    hosting: AmplifyHosting,
    readonly model = serviceModel("cloudcontrol"),
  ) {
    this.#handler = new BranchHandler(hosting);
  }

  reset(): void {
    this.#progress.reset();
  }

  async answer(request: AwsRequest): Promise<AwsResponse> {
    return answerJsonRpc(request, this.model, "1.0", this.#operations);
  }

  #create(region: string, input: JsonObject): JsonObject {
    const desired = parsedObject(input.DesiredState, "DesiredState");
    return this.#begin("CREATE", input, () => {
      validate(desired);
      return async () => {
        const properties = await this.#handler.create(region, desired);
        return { identifier: String(properties.Arn), properties };
      };
    });
  }

  #get(region: string, input: JsonObject): JsonObject {
    const { TypeName, Identifier } = known(input);
    return { TypeName, ResourceDescription: { Identifier, Properties: JSON.stringify(this.#read(region, input)) } };
  }

  #update(region: string, input: JsonObject): JsonObject {
    const identifier = String(input.Identifier);
    return this.#begin("UPDATE", input, () => {
      const desired = desiredState(this.#read(region, input), input.PatchDocument);
      return async () => ({ identifier, properties: await this.#handler.update(region, identifier, desired) });
    });
  }

  #delete(region: string, input: JsonObject): JsonObject {
    const identifier = String(input.Identifier);
    return this.#begin("DELETE", input, () => async () => {
      this.#handler.delete(region, identifier);
      return { identifier };
    });
  }

  /** Checks a request at once with `prepare`, and takes on what it returns. */
  #begin(operation: Operation, input: JsonObject, prepare: () => Parameters<Progress["begin"]>[1]): JsonObject {
    const { TypeName, Identifier, ClientToken: clientToken, ...asked } = known(input);
    const request = { operation, typeName: String(TypeName), asked: JSON.stringify(asked), clientToken };
    const identified = typeof Identifier === "string" ? { ...request, identifier: Identifier } : request;
    return { ProgressEvent: this.#progress.begin(identified, prepare()) };
  }

  #read(region: string, { Identifier }: JsonObject): JsonObject {
    try {
      return this.#handler.read(region, String(Identifier));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw new AwsError("ResourceNotFoundException", `Resource of type '${branchSchema.typeName}' not found`);
    }
  }
}

/** The input, if it is about a type that the gateway knows. */
function known(input: JsonObject): JsonObject {
  if (input.TypeName === branchSchema.typeName) return input;
  throw new AwsError("TypeNotFoundException", `The type '${input.TypeName}' cannot be found.`);
}

function validate(properties: JsonObject): void {
  const errors = branchErrors(properties);
  const readOnly = named(branchSchema.readOnlyProperties).filter((name) => properties[name] !== undefined);
  if (readOnly.length > 0) errors.push(`readOnlyProperties [${readOnly.join(", ")}] cannot be specified`);
  if (errors.length > 0) throw new AwsError("ValidationException", `Model validation failed (${errors.join("\n")})`);
}

/**
 * The desired state that a patch makes of the present one, as it is read. Write-only properties are not in it, and can
 * only be added. https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations-update.html
 */
function desiredState(present: JsonObject, document: unknown): JsonObject {
  const operations = parsed(document, "PatchDocument");
  if (!Array.isArray(operations)) throw new AwsError("ValidationException", "PatchDocument is not a JSON array");
  refuseTouching(operations, branchSchema.createOnlyProperties, "createOnly");
  refuseTouching(operations, branchSchema.readOnlyProperties, "readOnly");
  const before = { ...present };
  for (const name of named(branchSchema.readOnlyProperties)) delete before[name];
  const after = patched(before, operations);
  validate(after);
  return after;
}

function refuseTouching(operations: readonly PatchOperation[], properties: readonly string[], kind: string): void {
  const touched = properties.filter((property) => {
    const path = property.replace("/properties", "");
    return operations.some((operation) => `${operation.path}/`.startsWith(`${path}/`) && operation.op !== "test");
  });
  if (touched.length === 0) return;
  const reason = `Invalid patch update: ${kind}Properties [${touched.join(", ")}] cannot be updated`;
  throw new AwsError(kind === "createOnly" ? "NotUpdatableException" : "ValidationException", reason);
}

function named(pointers: readonly string[]): string[] {
  return pointers.map((pointer) => pointer.replace("/properties/", ""));
}

function parsedObject(text: unknown, member: string): JsonObject {
  const value = parsed(text, member);
  if (isJsonObject(value)) return value;
  throw new AwsError("ValidationException", `${member} is not a JSON object`);
}

function parsed(text: unknown, member: string): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    throw new AwsError("ValidationException", `${member} is not JSON`);
  }
}
