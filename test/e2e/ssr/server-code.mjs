// Server code that makes calls with the AWS SDK, as on Amplify: all that it knows is in its environment. It logs what fails
// as most code does, and prints which calls succeeded. Started by amplify-runtime.ts with the calls as JSON.
import { request } from "node:http";
import { STSClient } from "@aws-sdk/client-sts";
import { signedHeaders } from "./signed-request.mjs";

/** Without keys in the variables, the SDK finds the role's credentials. */
function clientOptions({ keys }) {
  const [accessKeyId, secretAccessKey] = (keys ?? []).map((name) => process.env[name]);
  return {
    maxAttempts: 1,
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  };
}

async function sdkCall({ service, client, command, input, ...call }) {
  const sdk = await import(`@aws-sdk/client-${service}`);
  await new sdk[client](clientOptions(call)).send(new sdk[command](input));
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-iam-authorization */
async function graphql({ api, query }) {
  const region = process.env.AWS_REGION;
  const { hostname, port } = new URL(process.env.AWS_ENDPOINT_URL);
  const host = `${api}.appsync-api.${region}.amazonaws.com`;
  const body = JSON.stringify({ query });
  const credentials = await new STSClient({ region }).config.credentials();
  const headers = signedHeaders({ service: "appsync", region, host, path: "/graphql", body, credentials });
  const text = await new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path: "/graphql", method: "POST", headers }, (response) => {
      let received = "";
      response.on("data", (chunk) => {
        received += chunk;
      });
      response.on("end", () => resolve(received));
    });
    sent.on("error", reject);
    sent.end(body);
  });
  const { errors = [] } = JSON.parse(text);
  if (errors.length > 0) throw Object.assign(new Error(JSON.stringify(errors)), { name: "GraphQLError" });
}

/** Which calls succeeded. */
async function served(calls) {
  const done = [];
  for (const call of calls) {
    try {
      await (call.query === undefined ? sdkCall(call) : graphql(call));
      done.push(true);
    } catch (error) {
      console.error(`${error.name}: ${error.message}`);
      done.push(false);
    }
  }
  return done;
}

console.log(JSON.stringify(await served(JSON.parse(process.argv[2] ?? "[]"))));
