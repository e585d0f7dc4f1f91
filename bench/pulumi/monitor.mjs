import provider from "@pulumi/pulumi/proto/provider_pb.js";
import resource from "@pulumi/pulumi/proto/resource_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

const ACCOUNT = "123456789012";
const ANSWERS = {
  "aws:index/getPartition:getPartition": { partition: "aws" },
  "aws:index/getRegion:getRegion": { name: "eu-west-1", region: "eu-west-1" },
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: ACCOUNT },
};

/**
 * The least that Pulumi's runtime takes for an engine: every resource is created at once, with its inputs, an id
 * and an ARN. It does little, so that a run's time is the program's. It keeps the requests as they came.
 */
export class Monitor {
  requests = [];

  supportsFeature(_request, callback) {
    callback(null, new resource.SupportsFeatureResponse().setHassupport(true));
  }

  registerResource(request, callback) {
    this.requests.push(request);
    const [type, name] = [request.getType(), request.getName()];
    const response = new resource.RegisterResourceResponse().setUrn(`urn:pulumi:test::bench::${type}::${name}`);
    if (request.getCustom()) {
      const state = request.getObject().clone();
      state.getFieldsMap().set("arn", struct.Value.fromJavaScript(`arn:aws:${type}::${ACCOUNT}:${name}`));
      response.setId(`${name}-id`).setObject(state);
    }
    callback(null, response);
  }

  registerResourceOutputs(request, callback) {
    this.requests.push(request);
    callback(null, new empty.Empty());
  }

  invoke(request, callback) {
    this.requests.push(request);
    const answer = ANSWERS[request.getTok()];
    callback(null, new provider.InvokeResponse().setReturn(struct.Struct.fromJavaScript(answer)));
  }

  close() {}

  /** The requests as text, one a line, in an order of their own: that of their arrival is the runtime's affair. */
  record() {
    const lines = this.requests.map((request) => {
      const { sourceposition, stacktrace, ...asked } = request.toObject();
      return JSON.stringify(canonical(asked));
    });
    return lines.sort().join("\n");
  }
}

/** Lists whose order says nothing: maps, as lists of entries, and dependencies. */
const UNORDERED = /Map$|^dependenciesList$|^urnsList$/;

function canonical(value) {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const read = canonical(member);
      return [key, UNORDERED.test(key) ? read.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : read];
    }),
  );
}
