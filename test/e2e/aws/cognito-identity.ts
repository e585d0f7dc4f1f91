import { randomUUID } from "node:crypto";
import { AwsError } from "./errors.js";
import { answerJsonRpc, type JsonOperation } from "./json-rpc.js";
import type { AwsRequest, AwsResponse, AwsService, JsonObject } from "./message.js";
import { serviceModel } from "./models/service-model.js";

/** A pool with what is attached to it. */
interface Pool {
  readonly settings: JsonObject;
  readonly roles: JsonObject;
  readonly mappings: JsonObject;
  /** By identity provider. */
  readonly tags: Readonly<Record<string, JsonObject>>;
}

const ROLE = /^arn:aws:iam::\d{12}:role\/.+/;

/**
 * Amazon Cognito's identity pools, in JSON 1.1, as far as an infrastructure tool uses them. moto's pools have no roles.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/Welcome.html
 */
export class CognitoIdentity implements AwsService {
  readonly #pools = new Map<string, Pool>();
  readonly #operations: Readonly<Record<string, JsonOperation>> = {
    CreateIdentityPool: (settings, region) => {
      const id = `${region}:${randomUUID()}`;
      this.#pools.set(id, { settings: { ...settings, IdentityPoolId: id }, roles: {}, mappings: {}, tags: {} });
      return this.#pool(id).settings;
    },
    DescribeIdentityPool: ({ IdentityPoolId }) => this.#pool(IdentityPoolId).settings,
    UpdateIdentityPool: (settings) => {
      this.#pools.set(String(settings.IdentityPoolId), { ...this.#pool(settings.IdentityPoolId), settings });
      return settings;
    },
    DeleteIdentityPool: ({ IdentityPoolId }) => {
      this.#pool(IdentityPoolId);
      this.#pools.delete(String(IdentityPoolId));
      return {};
    },
    SetIdentityPoolRoles: ({ IdentityPoolId, Roles, RoleMappings = {} }) => {
      const pool = this.#pool(IdentityPoolId);
      const roles = Roles as JsonObject;
      // The model asks only for an ARN's length.
      const wrong = Object.values(roles).find((arn) => !ROLE.test(String(arn)));
      if (wrong !== undefined) throw new AwsError("InvalidParameterException", `Invalid role ARN ${wrong}`);
      this.#pools.set(String(IdentityPoolId), { ...pool, roles, mappings: RoleMappings as JsonObject });
      return {};
    },
    GetIdentityPoolRoles: ({ IdentityPoolId }) => {
      const { roles, mappings } = this.#pool(IdentityPoolId);
      return { IdentityPoolId, Roles: roles, RoleMappings: mappings };
    },
    SetPrincipalTagAttributeMap: (input) => {
      const pool = this.#pool(input.IdentityPoolId);
      const provider = String(input.IdentityProviderName);
      this.#pools.set(String(input.IdentityPoolId), { ...pool, tags: { ...pool.tags, [provider]: input } });
      return input;
    },
    GetPrincipalTagAttributeMap: ({ IdentityPoolId, IdentityProviderName }) => {
      const map = this.#pool(IdentityPoolId).tags[String(IdentityProviderName)];
      if (map === undefined) throw missing(`No tags for ${IdentityProviderName}`);
      return map;
    },
    ListTagsForResource: () => ({ Tags: {} }),
  };

  constructor(readonly model = serviceModel("cognito-identity")) {}

  reset(): void {
    this.#pools.clear();
  }

  /** The pools, to look at without a call. */
  pools(): readonly Pool[] {
    return [...this.#pools.values()];
  }

  async answer(request: AwsRequest): Promise<AwsResponse> {
    return answerJsonRpc(request, this.model, "1.1", this.#operations);
  }

  #pool(id: unknown): Pool {
    const pool = this.#pools.get(String(id));
    if (pool === undefined) throw missing(`IdentityPool '${id}' not found.`);
    return pool;
  }
}

const missing = (message: string) => new AwsError("ResourceNotFoundException", message);
