import { AmplifySsrApp, dynamodb } from "@amplify-roles/cdktf";

/** An app of the workload, with the constructs. */
export function createApp(stack, app, tables) {
  const written = tables[app.writes].arn;
  const read = tables[app.reads].arn;
  new AmplifySsrApp(stack, app.name, {
    name: app.name,
    repository: app.repository,
    accessToken: app.accessToken,
    computeRole: { grants: [dynamodb.readWrite(written), dynamodb.read(read)] },
    branches: Object.fromEntries(
      app.branches.map(({ name, stage, environmentVariables, ownRole }) => [
        name,
        {
          stage,
          environmentVariables,
          ...(ownRole ? { computeRole: { grants: [dynamodb.read([written, read])] } } : {}),
        },
      ]),
    ),
  });
}
