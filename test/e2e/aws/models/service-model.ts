import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gunzipSync } from "node:zlib";
import { sitePackages } from "../python.js";

/** A member of a structure, and where a REST request has it; in the body where no location is given. */
export interface Member {
  readonly shape: string;
  readonly location?: "uri" | "querystring" | "header" | "headers" | "statusCode";
  /** Its name in the request, where that is another one. */
  readonly locationName?: string;
}

export interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, Member>>;
  readonly required?: readonly string[];
  /** Of a list. */
  readonly member?: Member;
  /** Of a map. */
  readonly key?: Member;
  readonly value?: Member;
  readonly min?: number;
  readonly max?: number;
  /** For Java's regular expressions, and for the whole string. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

export interface Operation {
  readonly name: string;
  readonly http: { readonly method: string; readonly requestUri: string };
  readonly input?: { readonly shape: string };
  readonly deprecated?: boolean;
}

interface Metadata {
  readonly protocol: string;
  readonly endpointPrefix: string;
  readonly signingName?: string;
  readonly xmlNamespace?: string;
}

/** What AWS publishes of a service's API: the part of botocore's `service-2.json` that is used here. */
export interface ServiceModel {
  readonly metadata: Metadata;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

const models = new Map<string, ServiceModel>();

/**
 * The model of a service by botocore's name, which is not always that in signatures: `cloudcontrol`. It takes 2 to 30
 * milliseconds to read (S3's is the largest), once in a process.
 */
export function serviceModel(name: string): ServiceModel {
  const known = models.get(name);
  if (known !== undefined) return known;
  const model: ServiceModel = JSON.parse(gunzipSync(new Uint8Array(readFileSync(fileOf(name)))).toString("utf8"));
  models.set(name, model);
  return model;
}

/** The models of the services that requests are signed for by one name: `rds` is also Neptune's and DocumentDB's. */
export function modelsSignedFor(service: string): readonly ServiceModel[] {
  return (namesBySignature().get(service) ?? []).map(serviceModel);
}

/** The model that has the same name in signatures and in botocore, as most have. It needs no other one to be read. */
export function modelNamed(service: string): ServiceModel | undefined {
  return /^[\w-]+$/.test(service) && existsSync(join(dataFolder(), service)) ? serviceModel(service) : undefined;
}

const dataFolder = () => join(sitePackages(), "botocore", "data");

/** Of the versions of an API, the newest. */
function fileOf(name: string): string {
  const [newest = ""] = readdirSync(join(dataFolder(), name)).sort().reverse();
  return join(dataFolder(), name, newest, "service-2.json.gz");
}

/** A model begins with its metadata. This many bytes of the compressed file contain it. */
const METADATA_BYTES = 4_096;
let bySignature: ReadonlyMap<string, readonly string[]> | undefined;

/** botocore's names by the names in signatures. RequestContext only where `modelNamed` was not enough: it takes half a second. */
function namesBySignature(): ReadonlyMap<string, readonly string[]> {
  if (bySignature !== undefined) return bySignature;
  const found = new Map<string, string[]>();
  for (const { name } of readdirSync(dataFolder(), { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const start = new Uint8Array(readFileSync(fileOf(name))).subarray(0, METADATA_BYTES);
    const text = gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }).toString("utf8");
    const stringOf = (property: string) => new RegExp(`"${property}":\\s*"([^"]+)"`).exec(text)?.[1];
    const signature = stringOf("signingName") ?? stringOf("endpointPrefix") ?? name;
    found.set(signature, [...(found.get(signature) ?? []), name]);
  }
  bySignature = found;
  return found;
}
