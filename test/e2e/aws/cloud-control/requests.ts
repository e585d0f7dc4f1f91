import type { Shape, Structures, Text } from "../shapes.js";

// Cloud Control's requests, after the API reference; gateway.test.ts holds them against botocore's model.
// https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_Operations.html

const text = (min: number, max: number, pattern: string): Text => ({ is: "string", min, max, pattern });

const name = "[A-Za-z0-9]{2,64}";
const identifier = text(1, 1_024, ".+");
const token = text(1, 128, "[-A-Za-z0-9+/=]+");
const document = text(1, 262_144, "[\\s\\S]*");

const ofType = {
  TypeName: text(10, 196, `${name}::${name}::${name}`),
  TypeVersionId: text(1, 128, "[A-Za-z0-9-]+"),
  RoleArn: text(20, 2_048, "arn:.+:iam::[0-9]{12}:role/.+"),
} satisfies Record<string, Shape>;

export const REQUESTS = {
  CreateResource: {
    is: "structure",
    required: ["TypeName", "DesiredState"],
    members: { ...ofType, ClientToken: token, DesiredState: document },
  },
  GetResource: {
    is: "structure",
    required: ["TypeName", "Identifier"],
    members: { ...ofType, Identifier: identifier },
  },
  UpdateResource: {
    is: "structure",
    required: ["TypeName", "Identifier", "PatchDocument"],
    members: { ...ofType, ClientToken: token, Identifier: identifier, PatchDocument: document },
  },
  DeleteResource: {
    is: "structure",
    required: ["TypeName", "Identifier"],
    members: { ...ofType, ClientToken: token, Identifier: identifier },
  },
  GetResourceRequestStatus: { is: "structure", required: ["RequestToken"], members: { RequestToken: token } },
} satisfies Structures;
