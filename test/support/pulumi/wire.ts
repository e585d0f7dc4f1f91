import * as pulumi from "@pulumi/pulumi";
import structs from "google-protobuf/google/protobuf/struct_pb.js";

/** A value that is not known before the deployment, as at a preview. */
export class Unknown {
  readonly unknown = true;
}

/** A value that Pulumi keeps encrypted. */
export class Secret {
  constructor(readonly secret: Value) {}
}

/** A whole resource that was given where a value is expected. */
export class ResourceReference {
  constructor(
    readonly urn: string,
    readonly id: Value,
  ) {}
}

/** `toEqual({ unknown: true })` and `toEqual({ secret: … })` match the tags; the classes keep an input named `secret` apart. */
// biome-ignore lint/suspicious/noExplicitAny: a recorded value has whatever shape the program gave it, and tests reach deep into it.
export type Value = any;
export type Properties = Record<string, Value>;

const { unknownValue, specialSigKey, specialSecretSig, specialOutputValueSig, specialResourceSig } = pulumi.runtime;

export function isTag(value: Value): value is Unknown | Secret | ResourceReference {
  return value instanceof Unknown || value instanceof Secret || value instanceof ResourceReference;
}

export function containsUnknown(value: Value): boolean {
  if (value instanceof Unknown) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(containsUnknown);
}

export function containsSecret(value: Value): boolean {
  if (value instanceof Secret) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(containsSecret);
}

/** The value as the provider sees it, without the marks of secrecy. */
export function withoutSecrets(value: Value): Value {
  return value instanceof Secret ? withoutSecrets(value.secret) : mapValues(value, withoutSecrets);
}

/** Reads the SDK's marshalled form; an output value's dependencies are dropped, for the request names them elsewhere. */
export function decode(wire: Value): Value {
  if (wire === unknownValue) return new Unknown();
  switch (wire?.[specialSigKey]) {
    case specialSecretSig:
      return new Secret(decode(wire.value));
    case specialResourceSig:
      return new ResourceReference(wire.urn, decode(wire.id));
    case specialOutputValueSig: {
      const value = wire.value === undefined ? new Unknown() : decode(wire.value);
      return wire.secret ? new Secret(value) : value;
    }
    default:
      return mapValues(wire, decode);
  }
}

export function encode(value: Value): Value {
  if (value instanceof Unknown) return unknownValue;
  if (value instanceof Secret) return { [specialSigKey]: specialSecretSig, value: encode(value.secret) };
  if (value instanceof ResourceReference) {
    return { [specialSigKey]: specialResourceSig, urn: value.urn, id: encode(value.id) };
  }
  return mapValues(value, encode);
}

export function fromStruct(struct: structs.Struct | undefined): Properties {
  return decode(struct?.toJavaScript() ?? {});
}

export function toStruct(properties: Properties): structs.Struct {
  return structs.Struct.fromJavaScript(encode(properties));
}

/** A property that is `undefined` does not exist to Pulumi. */
function mapValues(value: Value, map: (value: Value) => Value): Value {
  if (Array.isArray(value)) return value.map(map);
  if (typeof value !== "object" || value === null || isTag(value)) return value;
  const present = Object.entries(value).filter(([, property]) => property !== undefined);
  return Object.fromEntries(present.map(([key, property]) => [key, map(property)]));
}
