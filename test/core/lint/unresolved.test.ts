import { lint, type PolicyType } from "@amplify-roles/core/lint";
import { describe, expect, test } from "vitest";
import { queue } from "../fixtures/arns.js";
import { federated, GITHUB, type Parts, trusting } from "./policies.js";
import { policy } from "./policy-rows.js";

const amplifyApps = { "aws:SourceArn": "arn:aws:amplify:eu-west-1:123456789012:apps/d123/*" };
/** Policies without errors, whose parts are replaced by values that are known only after deploy. */
const POLICIES: Readonly<Record<string, { readonly policy: unknown; readonly type?: PolicyType }>> = {
  "of a role": {
    policy: policy(
      {
        Sid: "Send",
        Action: ["sqs:SendMessage", "sqs:GetQueueUrl"],
        Resource: [queue],
        Condition: { StringEquals: { "aws:RequestedRegion": ["eu-west-1"] }, Bool: { "aws:SecureTransport": "true" } },
      },
      { NotAction: ["iam:*"], Effect: "Deny", NotResource: [queue] },
    ),
  },
  "of a bucket": {
    policy: policy({
      Sid: "Read objects",
      Principal: { AWS: ["123456789012"], Service: "cloudfront.amazonaws.com" },
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::web/*",
      Condition: { ArnLike: { "aws:SourceArn": ["arn:aws:cloudfront::123456789012:distribution/E1"] } },
    }),
    type: "resource",
  },
  "of an access point": {
    policy: policy({
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:eu-west-1:123456789012:accesspoint/web/object/a",
    }),
  },
  "of a file system": {
    policy: policy({
      Sid: "mount-it",
      Principal: { AWS: "123456789012" },
      Action: ["elasticfilesystem:ClientMount"],
      Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
    }),
  },
  "of an API": {
    policy: policy({ Principal: { AWS: "123456789012" }, Action: "execute-api:Invoke", Resource: ["execute-api:/*"] }),
  },
  "of Amplify's role": {
    policy: policy({
      Principal: { Service: "amplify.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { ArnLike: amplifyApps },
    }),
    type: "trust",
  },
  "of Amplify's role, whose type is not said": { policy: trusting({ Service: ["amplify.amazonaws.com"] }) },
  "of an identity pool's role": {
    policy: federated(
      {
        StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:11111111-2222-3333-4444-555555555555" },
        "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": ["authenticated"] },
      },
      "cognito-identity.amazonaws.com",
    ),
  },
  "of GitHub's role": {
    policy: federated({
      StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com", [`${GITHUB}:sub`]: "repo:acme/web:ref:refs/heads/main" },
    }),
  },
  "of a server's role": {
    policy: policy({
      Principal: { Service: "rolesanywhere.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
      Condition: {
        StringEquals: { "aws:PrincipalTag/x509Subject/CN": "web" },
        ArnEquals: { "aws:SourceArn": "arn:aws:rolesanywhere:eu-west-1:123456789012:trust-anchor/1" },
      },
    }),
  },
};

/** The value with one of its parts replaced: each value, each key of an object, and each part of an ARN. */
function* replaced(value: unknown, unknown: string, path = ""): Generator<readonly [path: string, value: unknown]> {
  if (path !== "") yield [path, unknown];
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      for (const [at, other] of replaced(item, unknown, `${path}[${index}]`))
        yield [at, value.map((one, here) => (here === index ? other : one))];
  } else if (typeof value === "string" && value.startsWith("arn:")) {
    const parts = value.split(":");
    for (const index of parts.keys())
      yield [`${path}, part ${index}`, parts.map((part, here) => (here === index ? unknown : part)).join(":")];
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value as Parts);
    for (const [position, [key, item]] of entries.entries()) {
      const withEntry = (...entry: readonly [string, unknown]) =>
        Object.fromEntries(entries.map((one, at) => (at === position ? entry : one)));
      // Names of a document itself are not computed.
      if (path !== "") yield [`${path}.${key} (its name)`, withEntry(unknown, item)];
      for (const [at, other] of replaced(item, unknown, `${path}.${key}`)) yield [at, withEntry(key, other)];
    }
  }
}

describe.each(Object.entries(POLICIES))("in the policy %s,", (_, { policy, type }) => {
  const options = type === undefined ? {} : { type };
  test("nothing is an error", () => {
    expect(lint(policy, options).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  const variants = [...replaced(policy, "${var.x}")];
  test.each(variants)("a value that is known only after deploy is no error: %s", (_path, variant) => {
    for (const given of [variant, JSON.stringify(variant)]) {
      const findings = lint(given, options);
      // The name that the placeholder has inside the library.
      expect(JSON.stringify(findings)).not.toMatch(/unresolved:\d/);
      const errors = findings.filter(({ severity }) => severity === "error");
      expect(errors.map(({ code, path, message }) => `${code} ${path}: ${message}`)).toEqual([]);
    }
  });
});

describe("the trust policy of a compute role", () => {
  const amplify = { Principal: { Service: "amplify.amazonaws.com" }, Action: "sts:AssumeRole" };

  test.each([
    ["conditions", "${var.conditions}"],
    ["the keys of an operator", { StringEquals: "${var.account}" }],
  ])("whose %s are known only after deploy may have none", (_, Condition) => {
    expect(lint(policy({ ...amplify, Condition }), { role: "compute" })).toEqual([]);
  });

  test("whose condition has a key that is known only after deploy has a condition", () => {
    const Condition = { StringEquals: { "${var.key}": "a" } };
    expect(lint(policy({ ...amplify, Condition }), { role: "compute" })).toMatchObject([
      {
        code: "TRUST_CONDITION",
        path: 'Statement[0].Condition.StringEquals["${var.key}"]',
        parameters: { key: "${var.key}" },
      },
    ]);
  });
});
