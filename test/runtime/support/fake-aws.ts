import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a call fails with: AWS's code and message. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly status?: number;
}

interface StoredParameter {
  readonly value: string;
  readonly type?: string;
  readonly version?: number;
  readonly keyId?: string;
  readonly tier?: string;
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html */
const EXPIRATION = { Expiration: "2999-01-01T00:00:00Z" };

type Body = Record<string, unknown>;

const arnOf = (name: unknown) => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-AbCdEf`;

/**
 * Parameter Store and Secrets Manager over HTTP, as far as settings use them. The shapes are those of botocore's models of
 * ssm (2014-11-06) and secretsmanager (2017-10-17).
 */
export class FakeAws {
  readonly parameters = new Map<string, StoredParameter>();
  /** A secret without a value has no version. */
  readonly secrets = new Map<string, { value?: string; deletedOn?: number; version?: number }>();
  /** `GetParametersByPath`, in order. */
  readonly calls: string[] = [];
  /** The bodies of the calls, in order. */
  readonly bodies: Body[] = [];
  /** By operation. */
  readonly failures = new Map<string, Failure>();
  /** By the name of the secret. */
  readonly denied = new Map<string, Failure>();
  /** Milliseconds before every answer. */
  delay = 0;
  private readonly server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
    if (request.url === "/credentials") {
      this.calls.push("credentials");
      response.end(JSON.stringify({ AccessKeyId: "test", SecretAccessKey: "test", Token: "test", ...EXPIRATION }));
      return;
    }
    const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
    const body = JSON.parse(text || "{}") as Body;
    this.calls.push(operation);
    this.bodies.push(body);
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    const failure = this.failures.get(operation);
    const answer = failure ?? this.result(operation, body);
    const failed = "code" in answer && "message" in answer;
    response.writeHead(failed ? Number(answer.status ?? 400) : 200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(failed ? { __type: answer.code, message: answer.message } : answer));
  }

  private result(operation: string, body: Body): Body | Failure {
    const handler = (this as unknown as Record<string, (body: Body) => Body | Failure>)[`on${operation}`];
    if (handler === undefined) return { code: "UnknownOperationException", message: operation };
    return handler.call(this, body);
  }

  onGetParametersByPath({ Path, MaxResults = 10, NextToken }: Body): Body {
    const names = [...this.parameters.keys()].filter((name) => name.startsWith(`${Path}/`));
    const start = Number(NextToken ?? 0);
    const end = start + Number(MaxResults);
    return {
      Parameters: names.slice(start, end).map((name) => this.parameter(name)),
      ...(end < names.length ? { NextToken: String(end) } : {}),
    };
  }

  onGetParameter({ Name }: Body): Body | Failure {
    return this.parameters.has(String(Name))
      ? { Parameter: this.parameter(String(Name)) }
      : { code: "ParameterNotFound", message: "" };
  }

  onGetParameters({ Names }: Body): Body {
    const names = (Names as string[]).filter((name) => this.parameters.has(name));
    return { Parameters: names.map((name) => this.parameter(name)), InvalidParameters: [] };
  }

  onPutParameter({ Name, Value, Type, KeyId, Tier, Overwrite }: Body): Body | Failure {
    const name = String(Name);
    const existing = this.parameters.get(name);
    if (existing !== undefined && Overwrite !== true) return { code: "ParameterAlreadyExists", message: name };
    // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
    if (existing !== undefined && Type !== undefined && existing.type !== Type)
      return { code: "HierarchyTypeMismatchException", message: "The type cannot be changed." };
    const version = (existing?.version ?? 0) + 1;
    const put = { value: String(Value), type: String(Type ?? existing?.type), version, keyId: KeyId, tier: Tier };
    this.parameters.set(name, put as StoredParameter);
    return { Version: version };
  }

  onBatchGetSecretValue({ SecretIdList }: Body): Body {
    const values: Body[] = [];
    const errors: Body[] = [];
    for (const id of SecretIdList as string[]) {
      const denied = this.denied.get(id);
      const secret = this.secrets.get(id);
      if (denied !== undefined) errors.push({ SecretId: id, ErrorCode: denied.code, Message: denied.message });
      else if (secret?.value === undefined)
        errors.push({
          SecretId: id,
          ErrorCode: "ResourceNotFoundException",
          Message:
            secret === undefined
              ? "Secrets Manager can't find the specified secret."
              : "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
        });
      else
        values.push({
          Name: id,
          ARN: `arn:aws:secretsmanager:eu-west-1:1:secret:${id}-AbCdEf`,
          SecretString: secret.value,
        });
    }
    return { SecretValues: values, Errors: errors };
  }

  onDescribeSecret({ SecretId }: Body): Body | Failure {
    const secret = this.secrets.get(String(SecretId));
    if (secret === undefined)
      return { code: "ResourceNotFoundException", message: "Secrets Manager can't find the specified secret." };
    return {
      Name: SecretId,
      ARN: arnOf(SecretId),
      ...(secret.deletedOn === undefined ? {} : { DeletedDate: secret.deletedOn }),
    };
  }

  onGetSecretValue({ SecretId }: Body): Body | Failure {
    const secret = this.secrets.get(String(SecretId));
    if (secret?.deletedOn !== undefined)
      return {
        code: "InvalidRequestException",
        message: "You can't perform this operation on the secret because it was marked for deletion.",
      };
    if (secret?.value === undefined)
      return { code: "ResourceNotFoundException", message: "Secrets Manager can't find it." };
    return {
      Name: SecretId,
      ARN: arnOf(SecretId),
      SecretString: secret.value,
      VersionId: `version-${secret.version ?? 1}`,
    };
  }

  onPutSecretValue({ SecretId, SecretString }: Body): Body | Failure {
    const secret = this.secrets.get(String(SecretId));
    if (secret === undefined) return { code: "ResourceNotFoundException", message: "Secrets Manager can't find it." };
    secret.value = String(SecretString);
    secret.version = (secret.version ?? 0) + 1;
    return { Name: SecretId, VersionId: `version-${secret.version}` };
  }

  onRestoreSecret({ SecretId }: Body): Body | Failure {
    const secret = this.secrets.get(String(SecretId));
    if (secret === undefined) return { code: "ResourceNotFoundException", message: "Secrets Manager can't find it." };
    delete secret.deletedOn;
    return { Name: SecretId, ARN: arnOf(SecretId) };
  }

  private parameter(name: string): Body {
    const { value, type = "String", version = 1 } = this.parameters.get(name) as StoredParameter;
    return { Name: name, Value: value, Type: type, Version: version };
  }
}
