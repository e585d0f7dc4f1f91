const {
  App,
  Stack,
  aws_dynamodb: dynamodb,
  aws_events: events,
  aws_iam: iam,
  aws_kms: kms,
  aws_lambda: lambda,
  aws_s3: s3,
  aws_secretsmanager: secretsmanager,
  aws_sns: sns,
  aws_sqs: sqs,
  aws_ssm: ssm,
  aws_stepfunctions: stepfunctions,
} = require("../aws-cdk/library.cjs");

const nameOf = (arn) => arn.slice(Math.max(arn.lastIndexOf(":"), arn.lastIndexOf("/")) + 1);
const id = { name: "id", type: dynamodb.AttributeType.STRING };

function table(scope, arn, { index }) {
  const created = new dynamodb.Table(scope, nameOf(arn), { tableName: nameOf(arn), partitionKey: id });
  if (index) created.addGlobalSecondaryIndex({ indexName: "by-other", partitionKey: { ...id, name: "other" } });
  return [created, created.tableArn];
}

function bucket(scope, arn) {
  const created = new s3.Bucket(scope, nameOf(arn), { bucketName: nameOf(arn) });
  return [created, created.bucketArn];
}

function parameter(scope, arn, { key }) {
  const parameterName = arn.slice(arn.indexOf("parameter") + "parameter".length);
  if (key === undefined) {
    const created = new ssm.StringParameter(scope, nameOf(arn), { parameterName, stringValue: "-" });
    return [created, created.parameterArn];
  }
  const encryptionKey = kms.Key.fromKeyArn(scope, `${nameOf(arn)}-key`, key);
  const attributes = { parameterName, encryptionKey };
  const found = ssm.StringParameter.fromSecureStringParameterAttributes(scope, nameOf(arn), attributes);
  return [found, found.parameterArn];
}

function secret(scope, arn) {
  const created = new secretsmanager.Secret(scope, nameOf(arn));
  return [created, created.secretArn];
}

function lambdaFunction(scope, arn) {
  const code = lambda.Code.fromInline("exports.handler = async () => {};");
  const props = { functionName: nameOf(arn), runtime: lambda.Runtime.NODEJS_LATEST, handler: "index.handler", code };
  const created = new lambda.Function(scope, nameOf(arn), props);
  return [created, created.functionArn];
}

function queue(scope, arn) {
  const created = new sqs.Queue(scope, nameOf(arn), { queueName: nameOf(arn) });
  return [created, created.queueArn];
}

function topic(scope, arn) {
  const created = new sns.Topic(scope, nameOf(arn), { topicName: nameOf(arn) });
  return [created, created.topicArn];
}

function eventBus(scope, arn) {
  const created = new events.EventBus(scope, nameOf(arn), { eventBusName: nameOf(arn) });
  return [created, created.eventBusArn];
}

function stateMachine(scope, arn) {
  const definitionBody = stepfunctions.DefinitionBody.fromChainable(
    new stepfunctions.Pass(scope, `${nameOf(arn)}-pass`),
  );
  const created = new stepfunctions.StateMachine(scope, nameOf(arn), { stateMachineName: nameOf(arn), definitionBody });
  return [created, created.stateMachineArn];
}

/** A function that says which resource is to be created, with the ARN that it would have, and what is granted on it. */
const granting =
  (create, give) =>
  (arn, options = {}) => ({
    arn,
    apply: (scope, role) => {
      const [resource, token] = create(scope, arn, options);
      give(resource, role, options);
      return token;
    },
  });

exports.grant = {
  tableRead: granting(table, (resource, role) => resource.grantReadData(role)),
  tableReadWrite: granting(table, (resource, role) => resource.grantReadWriteData(role)),
  bucketRead: granting(bucket, (resource, role, keys) => resource.grantRead(role, keys)),
  bucketReadWrite: granting(bucket, (resource, role, keys) => resource.grantReadWrite(role, keys)),
  parameterRead: granting(parameter, (resource, role) => resource.grantRead(role)),
  secretRead: granting(secret, (resource, role) => resource.grantRead(role)),
  functionInvoke: granting(lambdaFunction, (resource, role) => resource.grantInvoke(role)),
  queueSend: granting(queue, (resource, role) => resource.grantSendMessages(role)),
  topicPublish: granting(topic, (resource, role) => resource.grantPublish(role)),
  busPut: granting(eventBus, (resource, role) => resource.grantPutEventsTo(role)),
  stateMachineStart: granting(stateMachine, (resource, role) => resource.grantStartExecution(role)),
};

/** The policy of a role with these grants, as a stack has it that `cdk init` set up, with every ARN written out. */
exports.policyOf = (grants) => {
  const app = new App({
    context: { "@aws-cdk/aws-iam:minimizePolicies": true, "@aws-cdk/core:enablePartitionLiterals": true },
  });
  const stack = new Stack(app, "stack", { env: { account: "123456789012", region: "eu-west-1" } });
  const role = new iam.Role(stack, "role", { assumedBy: new iam.ServicePrincipal("amplify.amazonaws.com") });
  const known = new Map(grants.map(({ arn, apply }) => [JSON.stringify(stack.resolve(apply(stack, role))), arn]));
  return writtenOut(stack.resolve(role.node.findChild("DefaultPolicy").document), known);
};

/** The policy with these statements, as aws-cdk minimizes it. */
exports.minimized = (statements) =>
  new Stack().resolve(
    new iam.PolicyDocument({ minimize: true, statements: statements.map((one) => iam.PolicyStatement.fromJson(one)) }),
  );

/** The value with the ARNs of `known` in the place of CloudFormation's references to them. */
function writtenOut(value, known) {
  const arn = known.get(JSON.stringify(value));
  if (arn !== undefined) return arn;
  if (Array.isArray(value)) return value.map((item) => writtenOut(item, known));
  if (typeof value !== "object" || value === null) return value;
  if ("Fn::Join" in value) {
    const [separator, parts] = value["Fn::Join"];
    return parts.map((part) => writtenOut(part, known)).join(separator);
  }
  const [intrinsic] = Object.keys(value).filter((name) => name === "Ref" || name.startsWith("Fn::"));
  if (intrinsic !== undefined) throw new Error(`Nothing is known of ${JSON.stringify(value)}`);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, writtenOut(item, known)]));
}
