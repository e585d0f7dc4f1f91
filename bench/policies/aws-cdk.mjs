import library from "../aws-cdk/library.cjs";

const { App, Stack, aws_iam: iam } = library;
const stack = new Stack(new App(), "stack");

export const prepare = (statements) => statements;

export function serialize(statements) {
  const policy = new iam.PolicyDocument({
    minimize: true,
    statements: statements.map((statement) => iam.PolicyStatement.fromJson(statement)),
  });
  return JSON.stringify(stack.resolve(policy));
}
