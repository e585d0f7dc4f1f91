import { AmplifySsrApp, dynamodb } from "@amplify-roles/pulumi";

/** An app of the workload, with the components. */
export function createApp(app, tables) {
  const written = tables[app.writes].arn;
  const read = tables[app.reads].arn;
  new AmplifySsrApp(app.name, {
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
