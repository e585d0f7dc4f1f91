import { dynamodb, s3, ssm, stepFunctions } from "@amplify-roles/core";
import { allowing, app, branch, computeRole, granting, serviceRole, variables, wrong } from "../bad-input/rows.js";
import { settings } from "../bad-input/settings.js";
import { bucket, queue, role, stateMachine, table } from "../fixtures/arns.js";
import { policy } from "../lint/fixtures.js";
import { Joined, Unresolved } from "../support/placeholders.js";
import { error, linted, type Messages, planned, suggestion, warning } from "./row.js";

const circle: Record<string, unknown> = {};
circle.environmentVariables = circle;
const send = { Action: "sqs:SendMessage", Resource: queue };

export const values: Messages = {
  NOT_A_STRING: [
    error(planned(app({ name: 5 })), "Expected a string, got the number 5.", 'Write it in quotes: "5".', {
      expected: "a string",
      found: "the number 5",
    }),
    error(planned(app({ name: null })), "Expected a string, got null.", "Write a string.", {
      expected: "a string",
      found: "null",
    }),
    error(planned(app({ description: [table] })), "Expected a string, got an array.", "Write a string.", {
      expected: "a string",
      found: "an array",
    }),
    error(
      planned(app({ description: { arn: table } })),
      "Expected a string, got an object.",
      "Write a string. For a resource, pass its attribute: table.arn, bucket.arn, app.id.",
      { expected: "a string", found: "an object" },
    ),
    error(
      planned(app({ description: new Date(0) })),
      "Expected a string, got an instance of Date.",
      "Write a string. For a resource, pass its attribute: table.arn, bucket.arn, app.id.",
      { expected: "a string", found: "an instance of Date" },
    ),
    error(planned(app({ description: () => table })), "Expected a string, got a function.", "Write a string.", {
      expected: "a string",
      found: "a function",
    }),
    error(
      planned(settings({ A: { type: "parameter", value: 4 } })),
      "Expected a string, got a number.",
      "Write it in quotes.",
      { expected: "a string", found: "a number" },
    ),
  ],
  NOT_A_BOOLEAN: [
    error(
      planned(app({ enableBasicAuth: "true" })),
      'Expected true or false, got the string "true".',
      "Write true or false, without quotes.",
      { expected: "true or false", found: 'the string "true"' },
    ),
    error(planned(app({ enableBasicAuth: 1 })), "Expected true or false, got the number 1.", "Write true or false.", {
      expected: "true or false",
      found: "the number 1",
    }),
  ],
  NOT_A_NUMBER: [
    error(
      planned(computeRole({ maxSessionDuration: "3600" })),
      'Expected a number, got the string "3600".',
      "Write the number without quotes.",
      { expected: "a number", found: 'the string "3600"' },
    ),
    error(
      planned(computeRole({ maxSessionDuration: true })),
      "Expected a number, got the boolean true.",
      "Write a number.",
      { expected: "a number", found: "the boolean true" },
    ),
  ],
  NOT_AN_ARRAY: [
    error(
      planned(computeRole({ grants: dynamodb.read(table) })),
      "Expected an array, got an object.",
      "Write an array: [dynamodb.read(table.arn)]. What is in a grant may be known only after deploy.",
      { expected: "an array", found: "an object" },
    ),
    error(
      planned(computeRole({ managedPolicies: "AmazonS3ReadOnlyAccess" })),
      "Expected an array, got a string.",
      'Write an array or an object: ["AmazonS3ReadOnlyAccess"], { team: policy.arn }. Its values may be known only after deploy.',
      { expected: "an array", found: "a string" },
    ),
  ],
  NOT_AN_OBJECT: [
    error(
      planned(app({ branches: ["main"] })),
      "Expected an object, got an array.",
      "Write an object with the branches by name: { main: {} }.",
      { expected: "an object", found: "an array" },
    ),
    error(
      planned(app({ environmentVariables: new Map([["A", "b"]]) })),
      "Expected an object, got an instance of Map.",
      'Write an object with the values by name: { API_URL: "https://api.example.com" }.',
      { expected: "an object", found: "an instance of Map" },
    ),
    error(
      planned(app({ branches: { main: circle } })),
      "Expected an object, got an object that cannot be read: it contains itself.",
      'Write an object with the values by name: { API_URL: "https://api.example.com" }.',
      { expected: "an object", found: "an object that cannot be read: it contains itself" },
    ),
  ],
  INVALID_VALUE: [
    error(
      planned(app({ platform: "WEBCOMPUTE" })),
      '"WEBCOMPUTE" is not a valid platform.',
      'Did you mean "WEB_COMPUTE"? The valid values are WEB_COMPUTE, WEB_DYNAMIC and WEB.',
      { found: "WEBCOMPUTE", values: ["WEB_COMPUTE", "WEB_DYNAMIC", "WEB"] },
    ),
    error(
      planned(app({ platform: "SSR" })),
      '"SSR" is not a valid platform.',
      "Write WEB_COMPUTE, WEB_DYNAMIC or WEB.",
      {
        found: "SSR",
        values: ["WEB_COMPUTE", "WEB_DYNAMIC", "WEB"],
      },
    ),
    warning(
      planned(app({ branches: { main: { framework: "Next.js-SSR" } } })),
      '"Next.js-SSR" is not how Amplify writes the framework, so it may build the app without server code.',
      'Write "Next.js - SSR", or leave "framework" out: Amplify sets it at the first build.',
      { found: "Next.js-SSR", values: ["Next.js - SSR"] },
    ),
    error(
      planned(app({ platform: "hunter2" })),
      "This is not a valid platform.",
      "Write WEB_COMPUTE, WEB_DYNAMIC or WEB.",
      {
        values: ["WEB_COMPUTE", "WEB_DYNAMIC", "WEB"],
      },
    ),
  ],
  UNKNOWN_PROPERTY: [
    error(
      planned(app({ enviromentVariables: {} })),
      'Unknown property "enviromentVariables".',
      'Did you mean "environmentVariables"?',
      {
        name: "enviromentVariables",
        known: [
          "accessToken",
          "account",
          "autoBranchCreationConfig",
          "autoBranchCreationPatterns",
          "basicAuthCredentials",
          "branches",
          "buildSpec",
          "cacheConfig",
          "computeRole",
          "customHeaders",
          "customRules",
          "description",
          "enableAutoBranchCreation",
          "enableBasicAuth",
          "enableBranchAutoBuild",
          "enableBranchAutoDeletion",
          "environmentVariables",
          "identityPool",
          "importId",
          "jobConfig",
          "name",
          "oauthToken",
          "partition",
          "platform",
          "preventDestroy",
          "previews",
          "region",
          "repository",
          "roles",
          "serviceRole",
          "settings",
          "tags",
        ],
      },
    ),
    error(
      planned(app({ autoBranchCreationConfig: { computeRole: {} } })),
      'Unknown property "computeRole".',
      "Auto-created branches run as the app's compute role. Write previews: { computeRole: … } for it, and give each branch its own computeRole.",
      {
        name: "computeRole",
        known: [
          "basicAuthCredentials",
          "buildSpec",
          "enableAutoBuild",
          "enableBasicAuth",
          "enablePerformanceMode",
          "enablePullRequestPreview",
          "environmentVariables",
          "framework",
          "pullRequestEnvironmentName",
          "stage",
        ],
      },
    ),
    error(
      planned(app({ computeRoleArn: role })),
      'Unknown property "computeRoleArn".',
      'Write computeRole: "<arn>" for an existing role, or computeRole: { … } for a new one.',
      {
        name: "computeRoleArn",
        known: [
          "accessToken",
          "account",
          "autoBranchCreationConfig",
          "autoBranchCreationPatterns",
          "basicAuthCredentials",
          "branches",
          "buildSpec",
          "cacheConfig",
          "computeRole",
          "customHeaders",
          "customRules",
          "description",
          "enableAutoBranchCreation",
          "enableBasicAuth",
          "enableBranchAutoBuild",
          "enableBranchAutoDeletion",
          "environmentVariables",
          "identityPool",
          "importId",
          "jobConfig",
          "name",
          "oauthToken",
          "partition",
          "platform",
          "preventDestroy",
          "previews",
          "region",
          "repository",
          "roles",
          "serviceRole",
          "settings",
          "tags",
        ],
      },
    ),
    error(
      planned(app({ roles: { zzz: 1 } })),
      'Unknown property "zzz".',
      "Known properties: exclusivePolicies, forceDetachPolicies, maxManagedPolicies, maxSessionDuration, namePrefix, path, permissionsBoundary, policyType, propagationSeconds, propagationWait, tags.",
      {
        name: "zzz",
        known: [
          "exclusivePolicies",
          "forceDetachPolicies",
          "maxManagedPolicies",
          "maxSessionDuration",
          "namePrefix",
          "path",
          "permissionsBoundary",
          "policyType",
          "propagationSeconds",
          "propagationWait",
          "tags",
        ],
      },
    ),
  ],
  REQUIRED: [
    error(planned(app({ customRules: [{ source: "/" }] })), '"target" is required.', 'Add "target".', {
      name: "target",
    }),
    error(
      linted({ Statement: [{ Action: send.Action, Resource: queue }], Version: "2012-10-17" }),
      '"Effect" is required.',
      'Add "Effect".',
      { name: "Effect" },
    ),
    error(
      planned(app({ name: undefined })),
      '"name" is required, and it is undefined.',
      "Pass a value. If it comes from the environment, is the variable set? If it is an attribute, does the resource have it?",
      { name: "name" },
    ),
  ],
  EMPTY: [
    error(
      planned(computeRole({ grants: [] })),
      "Expected at least one grant, got none.",
      "Add at least one grant, or leave the property out.",
      { expected: "grant" },
    ),
    error(
      planned(granting(dynamodb.read([]))),
      "Expected at least one table, got none.",
      "Add at least one table, or leave the property out.",
      { expected: "table" },
    ),
    error(
      planned(granting(s3.read(bucket, { prefix: "" }))),
      "Expected at least one prefix, got none.",
      "Add at least one prefix, or leave the property out.",
      { expected: "prefix" },
    ),
    suggestion(
      linted(policy({ ...send, Condition: {} })),
      "The condition is empty, so it has no effect.",
      "Remove it, or write a condition.",
      { expected: "condition" },
    ),
    error(
      planned(settings({ A: { type: "parameter", value: "" } })),
      "Expected a value, got an empty string. Neither store accepts one.",
      "Write the value, or leave the property out.",
      { expected: "value" },
    ),
  ],
  UNRESOLVED_KEY: [
    error(
      planned(variables({ "${TfToken[TOKEN.1]}": "x" })),
      "This key is known only after deploy.",
      "Write a key that is known at synth. Its value may be known only after deploy.",
      {},
    ),
  ],
  VALUE_REQUIRED_AT_SYNTH: [
    error(
      planned(granting(new Unresolved(1))),
      "This grant is known only after deploy.",
      "Write the grant itself: dynamodb.read(table.arn). What is in it may be known only after deploy.",
      { expected: "grant" },
    ),
    error(
      planned(computeRole({ grants: new Unresolved(1) })),
      "This array is known only after deploy.",
      "Write an array: [dynamodb.read(table.arn)]. What is in a grant may be known only after deploy.",
      { expected: "array" },
    ),
    error(
      planned(app({ importId: new Unresolved("d123456789abcd") })),
      "The id of the app to import is known only after deploy, but it decides what is created or granted.",
      "Write it as a plain string.",
      { expected: "id of the app to import" },
    ),
    error(
      planned(allowing({ actions: [new Unresolved("sqs:SendMessage")] })),
      "The action is known only after deploy, but it decides what is created or granted.",
      'Write it as a plain string: "sqs:SendMessage".',
      { expected: "action" },
    ),
    error(
      planned(computeRole({ policyDocuments: [policy({ ...send, Effect: new Unresolved("Allow") })] })),
      "The effect is known only after deploy, but it decides what is created or granted.",
      'Write "Allow" or "Deny".',
      { expected: "effect" },
    ),
    error(
      planned(app({ branches: new Unresolved({}) })),
      "This object is known only after deploy.",
      "Write an object with the branches by name: { main: {} }.",
      { expected: "object" },
    ),
    error(
      planned(app({ customRules: new Unresolved([]) })),
      "This array is known only after deploy.",
      'Write an array: [{ source: "/old", target: "/new", status: "301" }].',
      { expected: "array" },
    ),
    error(
      planned(serviceRole({ appId: new Unresolved("d123456789abcd"), logs: { import: true } })),
      "A log group can be imported only if the app's id is known at synth.",
      'Write "importId" (AmplifySsrApp) or "appId" (AmplifyServiceRole) as a plain string, or remove "import".',
      { expected: "app id" },
    ),
    error(
      planned(granting(ssm.read({ name: wrong(new Unresolved("/web")) }))),
      "The parameter name is known only after deploy, but it decides what is created or granted.",
      "Write a name that starts with known text ({ name: `/web/${…}` }), { path } for a path that is known only after deploy, or the ARN.",
      { expected: "parameter name" },
    ),
    error(
      planned(granting(stepFunctions.readExecutions(wrong(new Unresolved(stateMachine))))),
      "The state machine ARN is known only after deploy, but it decides what is created or granted.",
      "Write { name }, which can be known only after deploy.",
      { expected: "state machine ARN" },
    ),
    error(
      planned(
        branch({ computeRole: role, basicAuthCredentials: new Joined(new Unresolved("a"), new Unresolved("b")) }),
      ),
      "The credentials are composed of several values, some known only after deploy, so the user and the password cannot be told apart.",
      "Pass one value that is base64 of user:password.",
      { expected: "basicAuthCredentials" },
    ),
  ],
  STRINGIFIED_VALUE: [
    error(
      planned(granting(dynamodb.read("Calling [toString] on an [Output<T>] is not supported."))),
      "This string was made by converting a Pulumi Output to text, so its value is lost.",
      "Pass the value itself. To put text around it, use pulumi.interpolate`…` for an Output and a template string for a token. Do not cut or change either.",
      { was: "a Pulumi Output" },
    ),
    error(
      planned(granting(s3.read(`arn:aws:s3:::${{}}`))),
      "This string was made by converting an object to text, so its value is lost.",
      "Pass the value itself. To put text around it, use pulumi.interpolate`…` for an Output and a template string for a token. Do not cut or change either.",
      { was: "an object" },
    ),
    error(
      planned(app({ description: "${TfToken[TOK" })),
      "This string was made by converting part of a CDKTF token to text, so its value is lost.",
      "Pass the value itself. To put text around it, use pulumi.interpolate`…` for an Output and a template string for a token. Do not cut or change either.",
      { was: "part of a CDKTF token" },
    ),
  ],
  RESERVED_CHARACTER: [
    error(
      planned(app({ description: "\uE000" })),
      "The string contains the character U+E000 or U+E001, which no AWS service accepts.",
      "Remove the character.",
      {},
    ),
  ],
};
