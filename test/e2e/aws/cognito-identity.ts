import { randomUUID } from "node:crypto";
import { AwsError, jsonRpcError, unknownOperation } from "./errors.js";
import {
  type AwsMessage,
  type AwsRequest,
  type AwsResponse,
  type AwsService,
  isMembers,
  jsonBody,
  type Members,
} from "./message.js";

/** A pool with what is attached to it. */
interface Pool {
  readonly settings: Members;
  readonly roles: Members;
  readonly mappings: Members;
  /** By identity provider. */
  readonly tags: Readonly<Record<string, Members>>;
}

const ROLE = /^arn:aws:iam::\d{12}:role\/.+/;

/**
 * Amazon Cognito's identity pools, in JSON 1.1, as far as an infrastructure tool goes; moto's have no roles.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/Welcome.html
 */
export class CognitoIdentity implements AwsService {
  readonly #pools = new Map<string, Pool>();
  readonly #actions: Readonly<Record<string, (input: Members, region: string) => Members>> = {
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
      if (!isMembers(Roles) || !isMembers(RoleMappings)) throw invalid("Roles and RoleMappings are maps");
      for (const [kind, arn] of Object.entries(Roles)) {
        if (!/^(un)?authenticated$/.test(kind)) throw invalid(`Invalid role type ${kind}`);
        if (!ROLE.test(String(arn))) throw invalid(`Invalid role ARN ${arn}`);
      }
      this.#pools.set(String(IdentityPoolId), { ...pool, roles: Roles, mappings: RoleMappings });
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

  reset(): void {
    this.#pools.clear();
  }

  /** The pools, to look at without a call. */
  pools(): readonly Pool[] {
    return [...this.#pools.values()];
  }

  operation({ headers }: AwsMessage): string {
    return String(headers["x-amz-target"] ?? "").replace("AWSCognitoIdentityService.", "");
  }

  async answer(request: AwsRequest): Promise<AwsResponse> {
    try {
      const action = request.operation;
      const run = this.#actions[action];
      if (run === undefined) throw unknownOperation(`Cognito Identity's ${action}`);
      const body = JSON.stringify(run(jsonBody(request), request.region));
      return { status: 200, headers: { "content-type": "application/x-amz-json-1.1" }, body };
    } catch (error) {
      if (error instanceof AwsError) return jsonRpcError(error, "com.amazonaws.cognito.identity");
      throw error;
    }
  }

  #pool(id: unknown): Pool {
    const pool = this.#pools.get(String(id));
    if (pool === undefined) throw missing(`IdentityPool '${id}' not found.`);
    return pool;
  }
}

const invalid = (message: string) => new AwsError("InvalidParameterException", message);
const missing = (message: string) => new AwsError("ResourceNotFoundException", message);
