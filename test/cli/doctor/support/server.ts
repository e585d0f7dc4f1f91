import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ACTIONS, type ReadName } from "../../../../packages/cli/src/doctor/live/reads.js";
import type { FakeAws } from "./fake-aws.js";

/** Dates as AWS's JSON protocols write them: seconds since 1970. */
const json = (value: unknown): string =>
  JSON.stringify(value, function replacer(this: Record<string, unknown>, key: string, plain: unknown) {
    const original = this[key];
    return original instanceof Date ? original.getTime() / 1000 : plain;
  });

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The query protocol's XML: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
function xml(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => `<member>${xml(item)}</member>`).join("");
  if (typeof value !== "object" || value === null) return escaped(String(value));
  return Object.entries(value)
    .filter(([key, item]) => key !== "$metadata" && item !== undefined)
    .map(([key, item]) => `<${key}>${xml(item)}</${key}>`)
    .join("");
}

const nameOf = (operation: string): ReadName | undefined => {
  const name = operation.charAt(0).toLowerCase() + operation.slice(1);
  return name in ACTIONS ? (name as ReadName) : undefined;
};

interface Operation {
  readonly name: ReadName | undefined;
  readonly input: Record<string, unknown>;
  readonly protocol: "json" | "query";
}

/** Which call a request is. */
function operationOf(url: URL, target: string | undefined, body: string): Operation {
  if (target !== undefined) {
    const input = JSON.parse(body);
    const [attribute] = input.LookupAttributes ?? [];
    const lookup = attribute && {
      key: attribute.AttributeKey,
      value: attribute.AttributeValue,
      since: new Date(input.StartTime * 1000),
      nextToken: input.NextToken,
    };
    return { name: nameOf(target.split(".")[1] ?? ""), input: lookup ?? input, protocol: "json" };
  }
  const form = Object.fromEntries(new URLSearchParams(body));
  if (form.Action !== undefined) return { name: nameOf(form.Action), input: form, protocol: "query" };
  const [, apps, appId, branches] = url.pathname.split("/");
  const name = apps !== "apps" ? undefined : branches === "branches" ? "listBranches" : appId ? "getApp" : "listApps";
  return { name, input: { appId, ...Object.fromEntries(url.searchParams) }, protocol: "json" };
}

/** The account over HTTP, in AWS's protocols, so that the SDK itself makes the calls. */
export async function serve(aws: FakeAws): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const { reads } = await aws.connect({});
  const server: Server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", async () => {
      const url = new URL(request.url ?? "/", "http://localhost");
      const target = request.headers["x-amz-target"] as string | undefined;
      const { name, input, protocol } = operationOf(url, target, body);
      const type = protocol === "json" ? "application/x-amz-json-1.1" : "text/xml";
      try {
        if (name === undefined)
          throw Object.assign(new Error("unknown call"), {
            name: "UnknownOperation",
            $metadata: { httpStatusCode: 404 },
          });
        const call = reads[name] as (input: unknown) => Promise<unknown>;
        const answer = await call(input);
        const operation = name.charAt(0).toUpperCase() + name.slice(1);
        response.writeHead(200, { "content-type": type });
        response.end(
          protocol === "json"
            ? json(answer)
            : `<${operation}Response><${operation}Result>${xml(answer)}</${operation}Result></${operation}Response>`,
        );
      } catch (error) {
        const { name: code, message, $metadata } = error as Error & { $metadata?: { httpStatusCode: number } };
        // IAM's code for NoSuchEntityException.
        const written = protocol === "query" ? code.replace(/^NoSuchEntityException$/, "NoSuchEntity") : code;
        response.writeHead($metadata?.httpStatusCode ?? 500, { "content-type": type, "x-amzn-errortype": code });
        response.end(
          protocol === "json"
            ? json({ __type: code, message })
            : `<ErrorResponse><Error><Type>Sender</Type><Code>${written}</Code><Message>${escaped(message)}</Message></Error></ErrorResponse>`,
        );
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
