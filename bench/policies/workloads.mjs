import { READ, READ_INDEX, READ_WRITE } from "../documents.mjs";

/** Kinds of roles: each makes the statement at `index` of a role's statements, as grants or somebody's code add them up. */
export const workloads = {
  /** Four statements a table: read, read again and write, its indexes, and the table before it once more. */
  tables: (index) => {
    const number = Math.floor(index / 4);
    const table = arn("dynamodb", `table/orders-${number}`);
    const before = arn("dynamodb", `table/orders-${Math.max(0, number - 1)}`);
    return [
      () => allow(READ, table),
      () => allow(READ_WRITE, table),
      () => allow(READ_INDEX, `${table}/index/*`),
      () => allow(READ, before),
    ][index % 4]();
  },

  /** An app's services in turn: tables, buckets, parameters, secrets, functions, queues; some under conditions. */
  services: (index) => {
    const number = Math.floor(index / 8);
    const bucket = `arn:aws:s3:::acme-images-${number}`;
    return [
      () => allow(READ_WRITE, arn("dynamodb", `table/orders-${number}`)),
      () => allow(READ_INDEX, arn("dynamodb", `table/orders-${number}/index/*`)),
      () => allow("s3:ListBucket", bucket, { StringLike: { "s3:prefix": "images/*" } }),
      () => allow(["s3:GetObject", "s3:PutObject"], `${bucket}/images/*`),
      () => allow(["ssm:GetParameters", "ssm:GetParameter"], arn("ssm", `parameter/web/setting-${number}`)),
      () => allow("secretsmanager:GetSecretValue", arn("secretsmanager", `secret:web/key-${number}-??????`)),
      () =>
        allow("lambda:InvokeFunction", [
          arn("lambda", `function:resize-${number}`),
          arn("lambda", `function:resize-${number}:*`),
        ]),
      () => allow(["sqs:SendMessage", "sqs:GetQueueUrl"], arn("sqs", `mail-${number}`)),
    ][index % 8]();
  },

  /** Encrypted parameters: two statements each, of which the key's has a condition that no other has. */
  parameters: (index) => {
    const parameter = arn("ssm", `parameter/web/prod/setting-${Math.floor(index / 2)}`);
    if (index % 2 === 0) return allow(["ssm:GetParameters", "ssm:GetParameter"], parameter);
    return allow("kms:Decrypt", arn("kms", "key/0a1b2c3d-1234-5678-9abc-0123456789ab"), {
      StringEquals: {
        "kms:ViaService": "ssm.eu-west-1.amazonaws.com",
        "kms:EncryptionContext:PARAMETER_ARN": parameter,
      },
    });
  },

  /** What a hundred statements say, again and again: constructs that each ask for what they need. */
  repeated: (index) => workloads.services(index % 100),
};

/** `count` statements of a workload, always the same ones and in the same order, which is not sorted. */
export function statementsOf(workload, count) {
  const statements = Array.from({ length: count }, (_, index) => workloads[workload](index));
  let seed = 1;
  // Fisher-Yates, with the multiplier of Park and Miller's minimal standard generator.
  for (let index = count - 1; index > 0; index--) {
    seed = (seed * 48_271) % 2_147_483_647;
    const other = seed % (index + 1);
    [statements[index], statements[other]] = [statements[other], statements[index]];
  }
  return statements;
}

const arn = (service, resource) => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;

const allow = (Action, Resource, Condition) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
