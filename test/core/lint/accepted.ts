import { arnOf } from "../bad-input/rows.js";
import { queue } from "../fixtures/arns.js";
import { on, type Parts } from "./policies.js";
import { type LintRow, policy, row } from "./policy-rows.js";
import { assuming } from "./sts-rows.js";

const allow = (Action: string | readonly string[], Resource: string | readonly string[]) =>
  policy({ Action, Resource });
const unsupported = "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource";
const resource = "suggestion RESOURCE_POLICY ";
const transform = (name: string) => `arn:aws:cloudformation:us-east-1:aws:transform/${name}`;

/** ARNs that AWS accepts although the service reference omits their format, each with one that it does not accept. */
const formats: readonly LintRow[] = [
  row("a route of a WebSocket API", allow("execute-api:Invoke", arnOf("execute-api", "a1b2c3/prod/$connect"))),
  row("the root path of a REST API", allow("execute-api:Invoke", arnOf("execute-api", "a1b2c3/prod/GET/"))),
  row("the connections of an API", allow("execute-api:ManageConnections", arnOf("execute-api", "a1b2c3/prod/POST/@*"))),
  row("a stage without a route", allow("execute-api:Invoke", arnOf("execute-api", "a1b2c3/prod")), [unsupported]),
  row("the root path of a domain", allow("es:ESHttpGet", arnOf("es", "domain/search/"))),
  row("a domain without a path", allow("es:ESHttpGet", arnOf("es", "domain/search")), [unsupported]),
  row("the path / of parameters", allow("ssm:GetParametersByPath", arnOf("ssm", "parameter/"))),
  row("a parameter without a name", allow("ssm:GetParameter", arnOf("ssm", "parameter/")), [unsupported]),
  row("all queues together", allow("sqs:ListQueues", arnOf("sqs", ""))),
  row("a queue without a name", allow("sqs:SendMessage", arnOf("sqs", "")), [unsupported]),
  row("a topic without a name", allow("sns:Publish", arnOf("sns", "")), ["error INVALID_ARN Statement[0].Resource"]),
  row("a transform", allow("cloudformation:CreateChangeSet", transform("Serverless-2016-10-31"))),
  row("a macro", allow("cloudformation:CreateChangeSet", arnOf("cloudformation", "transform/Mine"))),
  row("every transform", allow("cloudformation:CreateChangeSet", transform("*"))),
  row(
    "a stack and a transform",
    allow("cloudformation:Create*", [arnOf("cloudformation", "stack/web/*"), transform("Include")]),
  ),
  row("a transform, for an action without one", allow("cloudformation:DeleteStack", transform("Include")), [
    unsupported,
  ]),
  row("an endpoint of mobile push", allow("sns:Publish", arnOf("sns", "endpoint/GCM/app/5e3e9847"))),
  row("an application of mobile push", allow("sns:Publish", arnOf("sns", "app/APNS/app"))),
  row("the application of a new endpoint", allow("sns:CreatePlatformEndpoint", arnOf("sns", "app/GCM/app"))),
  row("a topic for a new endpoint", allow("sns:CreatePlatformEndpoint", arnOf("sns", "orders")), [unsupported]),
  row("a topic with a slash", allow("sns:Publish", arnOf("sns", "orders/new")), [unsupported]),
  row("an endpoint, for an action on topics", allow("sns:Subscribe", arnOf("sns", "app/APNS/app")), [unsupported]),
  row(
    "a runbook of AWS",
    allow("ssm:StartAutomationExecution", "arn:aws:ssm:eu-west-1::automation-definition/AWS-StopEC2Instance:$DEFAULT"),
  ),
  row("a session without an account", allow("ssm:TerminateSession", "arn:aws:ssm:eu-west-1::session/a"), [unsupported]),
  row(
    "an HTTP API and its routes",
    allow("apigateway:POST", ["arn:aws:apigateway:eu-west-1::/apis", "arn:aws:apigateway:eu-west-1::/apis/*/routes"]),
  ),
  row("a stage of an HTTP API", allow("apigateway:PATCH", "arn:aws:apigateway:eu-west-1::/apis/a1b2c3/stages/prod")),
  ...[arnOf("eks", "cluster/web"), arnOf("autoscaling", "autoScalingGroup:*:autoScalingGroupName/web")].map((shifted) =>
    row(`a zonal shift of ${shifted}`, allow("arc-zonal-shift:StartZonalShift", shifted)),
  ),
  ...["targetgroup/web/1", "listener/app/web/1/2", "listener-rule/net/web/1/2/3", "loadbalancer/app/web/1"].map(
    (tagged) => row(`tags of ${tagged}`, allow("elasticloadbalancing:AddTags", arnOf("elasticloadbalancing", tagged))),
  ),
  row("tags of a function", allow("elasticloadbalancing:AddTags", arnOf("lambda", "function:web")), [unsupported]),
  row(
    "tags of target groups",
    allow("elasticloadbalancing:AddTags", "arn:aws:elasticloadbalancing:*:*:targetgroup/web/*"),
  ),
  row("a zonal shift of a function", allow("arc-zonal-shift:StartZonalShift", arnOf("lambda", "function:web")), [
    unsupported,
  ]),
  row(
    "a product of Security Hub",
    allow("securityhub:BatchImportFindings", "arn:aws:securityhub:eu-west-1::product/prowler/prowler"),
  ),
  row("a hub without an account", allow("securityhub:GetFindings", "arn:aws:securityhub:eu-west-1::hub/default"), [
    unsupported,
  ]),
  row("an API of no kind", allow("apigateway:POST", "arn:aws:apigateway:eu-west-1::/apps"), [unsupported]),
];

const key = (operator: string, name: string) => `Statement[0].Condition.${operator}["${name}"]`;
const connect = {
  Action: "ec2-instance-connect:OpenTunnel",
  Resource: "arn:aws:ec2:eu-west-1:123456789012:instance-connect-endpoint/eice-1",
};
const get = { Action: "s3:GetObject", Resource: "arn:aws:s3:::web/*" };
/** Condition keys that the service reference lists for no action, or with another type. */
const keys: readonly LintRow[] = [
  row("of no action", on({ NumericEquals: { "ec2-instance-connect:remotePort": "22" } }, connect)),
  row("of another action", on({ StringEquals: { "s3:prefix": "a" } }, connect), [
    `error UNSUPPORTED_ACTION_FOR_CONDITION_KEY ${key("StringEquals", "s3:prefix")}`,
  ]),
  row("of no action, on another service", on({ NumericEquals: { "ec2-instance-connect:remotePort": "22" } }), [
    `error UNSUPPORTED_ACTION_FOR_CONDITION_KEY ${key("NumericEquals", "ec2-instance-connect:remotePort")}`,
  ]),
  row("of a build", on({ ArnEquals: { "codebuild:projectArn": arnOf("codebuild", "project/web") } })),
  row("of a function", on({ ArnEquals: { "lambda:SourceFunctionArn": arnOf("lambda", "function:web") } })),
  row("of a person", on({ StringEquals: { "identitystore:UserId": "a" } })),
  row("of a session's person", on({ ArnEquals: { "identitycenter:InstanceArn": "arn:aws:sso:::instance/ssoins-1" } })),
  row(
    "of a tag, by its prefix",
    on(
      { StringEquals: { "glacier:ResourceTag/LegalHold": "false" } },
      {
        Action: "glacier:AddTagsToVault",
        Resource: arnOf("glacier", "vaults/backup"),
      },
    ),
  ),
  row(
    "of a tag without its key",
    on(
      { StringEquals: { "glacier:ResourceTag/": "false" } },
      {
        Action: "glacier:AddTagsToVault",
        Resource: arnOf("glacier", "vaults/backup"),
      },
    ),
    [`error MISSING_TAG_KEY_IN_CONDITION ${key("StringEquals", "glacier:ResourceTag/")}`],
  ),
  row(
    "of a service, as a number",
    on(
      { NumericLessThan: { "glacier:ArchiveAgeInDays": "365" } },
      {
        Action: "glacier:DeleteArchive",
        Resource: arnOf("glacier", "vaults/backup"),
      },
    ),
    [`warning TYPE_MISMATCH ${key("NumericLessThan", "glacier:ArchiveAgeInDays")}`],
  ),
  row("of a tag, as a date", on({ DateGreaterThan: { "aws:PrincipalTag/until": "2026-01-31" } }, get), [
    `warning TYPE_MISMATCH ${key("DateGreaterThan", "aws:PrincipalTag/until")}`,
  ]),
  row("of every service, as a number", on({ NumericEquals: { "aws:username": "5" } }, get), [
    `error TYPE_MISMATCH ${key("NumericEquals", "aws:username")}`,
  ]),
];

const mount = { Action: ["elasticfilesystem:ClientMount"], Principal: { AWS: "123456789012" } };
const share = { Principal: { AWS: "123456789012" }, Action: ["wafv2:CreateWebACL", "wafv2:UpdateWebACL"] };
const invoke = (Service: string) => ({
  Principal: { Service },
  Action: "lambda:InvokeFunction",
  Resource: arnOf("lambda", "function:skill"),
  Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
});
const endpoint = (statement: Parts) =>
  policy({
    Principal: "*",
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3" } },
    ...statement,
  });
const everyone = "warning PUBLIC_PRINCIPAL Statement[0].Principal";
/** Policies of resources that look like other policies, and principals. */
const ofResources: readonly LintRow[] = [
  row("of a file system, without its ARN", policy(mount), [resource]),
  row("of a rule group, which names none", policy(share), [resource]),
  row("of a key, without one", policy({ ...mount, Action: "kms:Decrypt" }), [
    resource,
    "error REQUIRED Statement[0].Resource",
  ]),
  row("of a file system and a key", policy({ ...mount, Action: ["elasticfilesystem:ClientMount", "kms:Decrypt"] }), [
    resource,
    "error REQUIRED Statement[0].Resource",
  ]),
  row("of an endpoint for STS", endpoint({ Action: ["sts:GetCallerIdentity", "sts:AssumeRole"] }), [
    resource,
    everyone,
  ]),
  row(
    "of an endpoint for one role",
    endpoint({ Action: "sts:AssumeRole", Resource: "arn:aws:iam::123456789012:role/a" }),
    [resource, everyone],
  ),
  row(
    "of an endpoint for one account",
    endpoint({ Principal: { AWS: "123456789012" }, Action: ["sts:GetCallerIdentity", "sts:TagSession"] }),
    [resource],
  ),
  row(
    "of a role, with a resource",
    policy({ Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole", Resource: "*" }),
    ["error UNSUPPORTED_ELEMENT Statement[0].Resource"],
  ),
  row("for Alexa", policy(invoke("alexa-appkit.amazon.com")), [resource]),
  row("for Alexa at home", policy(invoke("alexa-connectedhome.amazon.com")), [resource]),
  row("for a service in another partition", policy(invoke("ec2.c2s.ic.gov")), [resource]),
  row("for a service of nobody", policy(invoke("skills.amazon.com")), [
    resource,
    "error INVALID_PRINCIPAL Statement[0].Principal.Service",
  ]),
];

const SERVER = "rolesanywhere.amazonaws.com";
const certificate = { "aws:PrincipalTag/x509Subject/CN": "web" };
const assumes = (Action: readonly string[], Service = SERVER, StringEquals: Parts = certificate) =>
  policy({
    Principal: { Service },
    Action,
    Condition: { StringEquals, ArnEquals: { "aws:SourceArn": arnOf("rolesanywhere", "trust-anchor/1") } },
  });
const noTag = (name: string) => `error UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL ${key("StringEquals", name)}`;
const trust: readonly LintRow[] = [
  row("an attribute of a certificate", assumes(["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"])),
  row("a tag of a session that has none", assumes(["sts:AssumeRole"], "lambda.amazonaws.com"), [
    noTag("aws:PrincipalTag/x509Subject/CN"),
  ]),
  row(
    "the organization of a service",
    assumes(["sts:AssumeRole", "sts:TagSession"], "pods.eks.amazonaws.com", { "aws:PrincipalOrgID": "o-a1b2c3" }),
    [noTag("aws:PrincipalOrgID")],
  ),
  row(
    "the context of a person",
    policy({
      Principal: { Service: "quicksight.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:SetContext"],
      Condition: {
        "ForAllValues:ArnEquals": {
          "sts:RequestContextProviders": ["arn:aws:iam::aws:contextProvider/IdentityCenter"],
        },
      },
    }),
  ),
];

const inRegion = (region: string) => allow("dynamodb:GetItem", `arn:aws:dynamodb:${region}:123456789012:table/orders`);
const unknownVariable = "warning UNKNOWN_VARIABLE Statement[0].Resource";
/** Variables with a colon, of IAM and of the Serverless Framework. */
const variables: readonly LintRow[] = [
  row("a parameter as a region", inRegion("${ssm:/web/region}")),
  row("an object as a region", inRegion("${s3:settings/region}")),
  row("an output as a resource", allow("dynamodb:GetItem", "${output:data.tableArn}")),
  row("what IAM does not know as a region", inRegion("${aws:region}"), [unknownVariable]),
  row("what IAM does not know as a resource", allow("sqs:SendMessage", "${aws:accountId}"), [unknownVariable]),
  row("what IAM replaces as a region", inRegion("${aws:RequestedRegion}"), ["error INVALID_ARN Statement[0].Resource"]),
  row("what IAM replaces as a resource", allow("sqs:SendMessage", "${aws:username}"), [
    "error NOT_AN_ARN Statement[0].Resource",
  ]),
  row("what IAM replaces in a name", allow("s3:GetObject", "arn:aws:s3:::web/${cognito-identity.amazonaws.com:sub}/*")),
];

/** What one of these parts replaces is no error; something else there is. */
const parts: readonly LintRow[] = [
  row("a principal that is text", policy({ ...invoke(""), Principal: "lambda.amazonaws.com" }), [
    resource,
    "error NOT_AN_OBJECT Statement[0].Principal",
  ]),
  row("a principal that starts like one", policy({ ...invoke(""), Principal: "arn:aws:iam::${account}:root" }), [
    resource,
    "error NOT_AN_OBJECT Statement[0].Principal",
  ]),
  row("a bucket with a region and an account", policy({ ...get, Resource: "arn:aws:s3:eu-west-1:${account}:web/*" }), [
    "error UNSUPPORTED_RESOURCE_ARN_IN_POLICY Statement[0].Resource",
  ]),
  row("a statement that is text", { Version: "2012-10-17", Statement: ["allow ${x}"] }, [
    "error NOT_AN_OBJECT Statement[0]",
  ]),
  row("a condition that is text", on("${x} or ${y}", { Action: "sqs:SendMessage", Resource: queue }), [
    "error NOT_AN_OBJECT Statement[0].Condition",
  ]),
  row("keys that are text", on({ Bool: "${x}=true" }, { Action: "sqs:SendMessage", Resource: queue }), [
    "error NOT_AN_OBJECT Statement[0].Condition.Bool",
  ]),
  row("an operator with a typo", on({ StringEqual: { "aws:SourceVpc": "${x}" } }, get), [
    "error INVALID_CONDITION_OPERATOR Statement[0].Condition.StringEqual",
  ]),
  row(
    "an action of STS and one that is not known",
    policy({
      Principal: { Service: "lambda.amazonaws.com" },
      Action: ["sts:AssumeRole", "${action}"],
    }),
  ),
  row(
    "a trust policy whose action is unresolved",
    policy({
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "${action}",
    }),
  ),
];

export const acceptedRows = { formats, keys, ofResources, trust, variables, parts, assuming };
