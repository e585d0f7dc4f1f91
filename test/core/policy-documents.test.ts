import { dynamodb, type Statement } from "@amplify-roles/core";
import { planAmplifyComputeRole } from "@amplify-roles/core/adapter";
import { describe, expect, test } from "vitest";
import { account, queue, region, table } from "./fixtures/arns.js";
import { permissions } from "./support/permissions.js";
import { deployed, extracted, Unresolved } from "./support/placeholders.js";
import { argumentsOf, findingsOf, planners, reportedBy } from "./support/plans.js";

const here = { account, region };
const send = { Effect: "Allow", Action: "sqs:SendMessage", Resource: queue } as const;
const document = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });
const planned = (specification: object) =>
  argumentsOf(planners.computeRole({ ...here, ...specification }), "aws_iam_role_policy").policy.Statement;

describe("an existing policy", () => {
  test("becomes part of the role's own policy, as an object or as JSON text", () => {
    const { grants } = { grants: [dynamodb.write(table)] };
    const own = planned({ grants });
    for (const adopted of [
      document(send),
      JSON.stringify(document(send)),
      { Statement: send, Version: "2012-10-17" },
    ]) {
      expect(permissions(planned({ grants, policyDocuments: [adopted] }))).toEqual(permissions([...own, send]));
    }
  });

  test("keeps its Deny statements and its exceptions", () => {
    const deny: Statement = { Effect: "Deny", NotAction: "sqs:*", Resource: queue };
    const insecure: Statement = {
      Effect: "Deny",
      Action: ["sqs:SendMessage", "sqs:ReceiveMessage"],
      Resource: queue,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    const adopted = document(send, deny, { ...insecure, Condition: { Bool: { "aws:SecureTransport": false } } });
    const statements = planned({ policyDocuments: [adopted] });
    expect(statements).toContainEqual(deny);
    expect(permissions(statements.filter((one) => one.NotAction === undefined))).toEqual(permissions([send, insecure]));
  });

  test("may contain ARNs that are known only after deploy", () => {
    const { specification, unresolved } = extracted({
      policyDocuments: [document({ ...send, Resource: new Unresolved(queue) })],
    });
    const plan = deployed(planAmplifyComputeRole("reader", specification), { unresolved });
    const { Statement } = argumentsOf(plan, "aws_iam_role_policy").policy;
    expect(permissions(Statement)).toEqual(permissions([send]));
  });

  test("is split by service like the grants", () => {
    const plan = planAmplifyComputeRole("reader", {
      ...here,
      policyType: "managed",
      grants: [dynamodb.write(table)],
      policyDocuments: [document(send)],
    });
    const policies = plan.resources.filter(({ type }) => type === "aws_iam_policy").map(({ id }) => id);
    expect(policies).toEqual(["role-policy-dynamodb", "role-policy-sqs"]);
  });
});

describe("errors in it are reported at their paths:", () => {
  const reported = (...policyDocuments: readonly unknown[]) =>
    reportedBy(() => planners.computeRole({ ...here, policyDocuments })).map(
      ({ severity, code, path }) => `${severity} ${code} ${path}`,
    );
  const [first] = ["policyDocuments[0]"];

  test.each<[string, readonly unknown[], readonly string[]]>([
    [
      "an action that does not exist",
      [document({ ...send, Action: ["sqs:SendMesage"] })],
      [`error INVALID_ACTION ${first}.Statement[0].Action[0]`],
    ],
    ["text that is not a policy", ["policy.json"], [`error JSON_SYNTAX_ERROR ${first}`]],
    [
      "a principal",
      [document({ ...send, Principal: "*" })],
      [`error UNSUPPORTED_ELEMENT ${first}.Statement[0].Principal`],
    ],
    ["no document", [], ["error EMPTY policyDocuments"]],
    [
      "a Sid of an earlier document",
      [document({ ...send, Sid: "Send" }), document({ ...send, Sid: "Send" })],
      ["error UNIQUE_SIDS_REQUIRED policyDocuments[1]"],
    ],
  ])("%s", (_, documents, expected) => expect(reported(...documents)).toEqual(expected));

  test("a document that is known only after deploy", () => {
    expect(findingsOf(() => planners.computeRole({ policyDocuments: [new Unresolved("{}")] }))).toMatchObject([
      { code: "VALUE_REQUIRED_AT_SYNTH", path: first },
    ]);
  });
});
