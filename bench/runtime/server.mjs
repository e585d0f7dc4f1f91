/**
 * Parameter Store and Secrets Manager over HTTP on this machine, as far as both variants call them:
 * `node server.mjs <file for its URL>`. The shapes are those of botocore's models of ssm (2014-11-06) and secretsmanager
 * (2017-10-17). `PUT /` with { delay } sets the milliseconds before each answer, `DELETE /` answers and forgets the
 * operations that were called.
 */
import { renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { parameters, secrets } from "./papyrus.mjs";

let delay = 0;
let calls = [];

const operations = {
  GetParametersByPath: ({ Path }) => ({
    Parameters: parameters
      .filter(({ name }) => name.startsWith(`${Path}/`))
      .map(({ name, value, type = "String" }) => ({ Name: name, Value: value, Type: type, Version: 1 })),
  }),
  BatchGetSecretValue: ({ SecretIdList }) => ({
    SecretValues: secrets
      .filter(({ name }) => SecretIdList.includes(name))
      .map(({ name, value }) => ({
        ARN: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-AbCdEf`,
        Name: name,
        SecretString: JSON.stringify(value),
        VersionStages: ["AWSCURRENT"],
      })),
    Errors: [],
  }),
};

const server = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  const send = (body) => {
    response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(body));
  };
  if (request.method === "PUT") {
    ({ delay } = JSON.parse(text));
    send({});
  } else if (request.method === "DELETE") {
    send(calls);
    calls = [];
  } else {
    const operation = request.headers["x-amz-target"].split(".").at(-1);
    calls.push(operation);
    const answer = operations[operation](JSON.parse(text));
    setTimeout(() => send(answer), delay);
  }
}).listen(0, "127.0.0.1", () => {
  const file = process.argv[2];
  // Complete as soon as it is there.
  writeFileSync(`${file}.new`, `http://127.0.0.1:${server.address().port}`);
  renameSync(`${file}.new`, file);
});
