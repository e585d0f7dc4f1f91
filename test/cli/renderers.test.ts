import { type AccessMatrix, dynamodb, explain, type MatrixRole, s3, sqs } from "@amplify-roles/core";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { accessHtml } from "../../packages/cli/src/render/html.js";
import { accessSvg } from "../../packages/cli/src/render/svg.js";
import { accessText } from "../../packages/cli/src/render/text.js";
import { shortened } from "../../packages/cli/src/render/width.js";
import * as arns from "../core/fixtures/arns.js";
import { everything } from "../core/fixtures/specifications.js";
import { elementsOf } from "./support/markup.js";

const matrix = explain(everything);
const renderers = { accessText, accessHtml, accessSvg } as const;
const markup = { accessHtml, accessSvg } as const;

/** A matrix in which every string is the given one. */
const allOf = (text: string): AccessMatrix => {
  const role: MatrixRole = {
    id: "one",
    owner: text,
    kind: "compute",
    name: text,
    exists: false,
    branches: [text],
    otherBranches: true,
    managedPolicies: [text],
  };
  const statement = {
    Effect: "Allow",
    Action: `s3:${text}`,
    Resource: text,
    Condition: { [text]: { [text]: text } },
  } as const;
  return {
    roles: [role, { ...role, id: "two", owner: "other", exists: true }],
    branches: [{ owner: text, name: text, computeRole: "one", computeRoleSource: "app" }],
    permissions: [{ role: "one", by: text, path: text, statement }],
  };
};

/** A number of branches with roles of their own, and of queues. */
const large = (branches: number, queues: number) =>
  explain({
    name: "shop",
    region: "eu-west-1",
    account: "123456789012",
    branches: Object.fromEntries(
      Array.from({ length: branches }, (_, branch) => [
        `feature/branch-${branch}`,
        {
          computeRole: {
            policyType: "managed",
            grants: Array.from({ length: queues }, (_, queue) => sqs.send(`${arns.queue}-${queue}`)),
          },
        },
      ]),
    ),
  });

describe.each(Object.entries(renderers))("%s", (_, render) => {
  test("gives the same bytes for the same matrix", () => {
    expect(render(structuredClone(matrix), "web")).toBe(render(matrix, "web"));
  });

  test("shows every role, branch and service", () => {
    const text = render(matrix, "web").replaceAll("&#39;", "'").replaceAll("&quot;", '"');
    const services = matrix.permissions
      .flatMap(({ statement }) => statement.Action ?? [])
      .map((action) => action.split(":")[0]);
    const said = [...matrix.roles.map(({ name }) => name), ...matrix.branches.map(({ name }) => name), ...services];
    expect(said.filter((one) => !text.includes(`${one}`))).toEqual([]);
  });

  test("shows an empty matrix", () => {
    expect(() => render({ roles: [], branches: [], permissions: [] }, "nothing")).not.toThrow();
  });
});

describe.each(Object.entries(markup))("%s", (_, render) => {
  test("is well-formed, whatever names hold", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom('"><script>alert(1)</script>', "]]>", "<!--", "&lt;", "\u0000\u001B", "\uD800", "'\" onload=x"),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        elementsOf(render(allOf(text), text));
      }),
      { numRuns: 200 },
    );
  });

  test("shows what would be markup as text", () => {
    const elements = elementsOf(render(allOf('"><script>alert(1)</script><img src=x onerror=alert(1)>'), "<script>"));
    expect(elements.filter(({ name }) => name === "script" || name === "img")).toEqual([]);
    expect(elements.flatMap(({ attributes }) => Object.keys(attributes)).filter((key) => /^on/.test(key))).toEqual([]);
  });

  test("loads nothing", () => {
    const text = render(matrix, "web").replace('xmlns="http://www.w3.org/2000/svg"', "");
    expect(text).not.toMatch(/https?:|url\(|@import|\bsrc=|\bhref=|<script|<link/);
  });

  test("stays small with 30 branches and 40 resources", () => {
    const text = render(large(30, 40), "shop");
    elementsOf(text);
    expect(text.length).toBeLessThan(2_500_000);
  });
});

describe("the page", () => {
  const elements = elementsOf(accessHtml(matrix, "web"));
  const ofName = (name: string) => elements.filter((element) => element.name === name);

  test("is a table with headings for rows and columns", () => {
    const scopes = ofName("th").map(({ attributes }) => attributes.scope);
    expect(new Set(scopes)).toEqual(new Set(["col", "row", "rowgroup"]));
    expect(elements[0]).toEqual({ name: "html", attributes: { lang: "en" } });
  });

  test("has a popover with the permissions of every cell", () => {
    const targets = ofName("button").map(({ attributes }) => attributes.popovertarget);
    const popovers = ofName("div").filter(({ attributes }) => "popover" in attributes);
    expect(targets.length).toBeGreaterThan(5);
    expect(popovers.map(({ attributes }) => attributes.id)).toEqual(targets);
    expect(ofName("button").every(({ attributes }) => attributes["aria-label"] !== undefined)).toBe(true);
  });

  test("shows every action, condition, grant and path", () => {
    const html = accessHtml(matrix, "web").replaceAll("&quot;", '"');
    const said = matrix.permissions.flatMap(({ by, path, statement: { Action = [], Condition = {} } }) => [
      by,
      path,
      ...(typeof Action === "string" ? [Action] : Action).map((action) => action.slice(action.indexOf(":") + 1)),
      ...Object.values(Condition).flatMap((keys) => Object.keys(keys)),
    ]);
    expect(said.filter((one) => !html.includes(one))).toEqual([]);
  });
});

describe("previews and auto-created branches", () => {
  const specification = {
    name: "web",
    enableAutoBranchCreation: true,
    branches: { main: { computeRole: { name: "production" }, enablePullRequestPreview: true } },
  };

  test("have the role of the app in the table of branches", () => {
    const shown = explain({ ...specification, previews: { computeRole: { name: "visitors" } } });
    const lines = accessText(shown).split("\n");
    expect(lines.find((line) => line.startsWith("pull-request previews"))).toMatch(/ visitors /);
    expect(lines.find((line) => line.startsWith("auto-created branches"))).toMatch(/ visitors /);
    expect(accessHtml(shown, "web")).toMatch(/pull-request previews<\/th><td><code>visitors/);
  });

  test("have no role if the app has none", () => {
    const lines = accessText(explain(specification)).split("\n");
    expect(lines.find((line) => line.startsWith("pull-request previews"))).toMatch(/ no role +neither the branch nor/);
  });
});

test("the picture has a title and a description for screen readers", () => {
  const svg = accessSvg(matrix, "web");
  expect(svg).toMatch(
    /^<svg [^>]*role="img" aria-labelledby="title description">\n<title id="title">Who may do what: web</,
  );
  expect(svg).toContain('<desc id="description">');
});

describe("text", () => {
  test("is what it looks like", () => {
    const small = explain({
      name: "web",
      computeRole: {
        grants: [s3.read("arn:aws:s3:::web-images", { prefix: "images/" }), dynamodb.write(arns.table)],
        managedPolicies: ["AWSXRayDaemonWriteAccess"],
      },
      branches: { main: {}, next: { computeRole: arns.role } },
    });
    expect(accessText(small)).toMatchInlineSnapshot(`
      "     ROLE          NAME                                                                   ON
      [1]  Service role  web-amplify-service                                                    every branch
      [2]  Server code   web-amplify-compute                                                    main, and any other branch
      [3]  Server code   arn:aws:iam::123456789012:role/existing (exists, permissions unknown)  next

      ON                                        [1]  [2]  [3]
      dynamodb  table/orders                    ·    W    ?
      logs  log-group:*                         R    ·    ?
      logs  log-group:/aws/amplify/<id of app>  W    ·    ?
      s3  web-images                            ·    R    ?
      policy  policy/AWSXRayDaemonWriteAccess   ·    +    ?

      R read: changes nothing; W write: changes or runs something; A admin: can change who may do what; ✕ denied; * only
      under conditions

      BRANCH  SERVER CODE RUNS AS                      WHY
      main    web-amplify-compute                      the branch has no role of its own, so the app's applies
      next    arn:aws:iam::123456789012:role/existing  the branch has a role of its own

      Service role web-amplify-service: for builds, and to write the SSR logs (every branch)
        granted by SSR logs, serviceRole.logs
      MAY                                  ON
      logs: CreateLogGroup                 log-group:/aws/amplify/<id of app>
                                           log-group:/aws/amplify/<id of app>:*
      logs: CreateLogStream, PutLogEvents  log-group:/aws/amplify/<id of app>:log-stream:*
      logs: DescribeLogGroups              log-group:*

      Server code web-amplify-compute: what the SSR code runs as (main, and any other branch)
      MAY                                    ON                               GRANTED BY
      s3: GetBucketLocation                  web-images                       s3.read
                                                                              computeRole.grants[0]
      s3: GetObject                          web-images/images/*              s3.read
                                                                              computeRole.grants[0]
      s3: ListBucket                         web-images                       s3.read
                                               if s3:prefix is like images/*  computeRole.grants[0]
      dynamodb: BatchWriteItem, DeleteItem,  table/orders                     dynamodb.write
      PutItem, UpdateItem                                                     computeRole.grants[1]
        and the attached policy policy/AWSXRayDaemonWriteAccess, contents unknown

      Server code arn:aws:iam::123456789012:role/existing: what the SSR code runs as (next)
        The role exists already, so its permissions are unknown.
      "
    `);
  });

  test("has lines that fit a terminal where names do", () => {
    const overview = accessText(large(30, 3)).split("\n\n").slice(1, 4).join("\n").split("\n");
    expect(overview.length).toBeGreaterThan(6);
    expect(Math.max(...overview.map((line) => line.length))).toBeLessThanOrEqual(118);
  });

  test("aligns columns after wide characters, which take two columns", () => {
    const lines = accessText(allOf("日本")).split("\n");
    const widths = lines.slice(1, 3).map((line) => stringWidth(line.slice(0, line.lastIndexOf("日本"))));
    expect(widths).toEqual([widths[0], widths[0]]);
    const [head = "", row = ""] = lines.slice(4);
    expect(stringWidth(row.slice(0, row.indexOf("W")))).toBe(stringWidth(head.slice(0, head.indexOf("[1]"))));
  });

  test("wraps wide characters by their width", () => {
    const condition = { StringEquals: { "aws:PrincipalTag/team": Array.from({ length: 40 }, () => "日本") } };
    const [permission] = allOf("web").permissions;
    if (permission === undefined) throw new Error("A matrix without a permission");
    const statement = { ...permission.statement, Condition: condition };
    const text = accessText({ ...allOf("web"), permissions: [{ ...permission, statement }] });
    expect(Math.max(...text.split("\n").map((line) => stringWidth(line)))).toBeLessThanOrEqual(118);
  });

  test("escapes control characters, and keeps every name in its line", () => {
    const text = accessText(allOf("a\u001B[2J\u009B\u0007\nb\u202E\u2028"));
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202E\u2028]/u);
    expect(text).toBe(accessText(allOf("a\\u001b[2J\\u009b\\u0007\\u000ab\\u202e\\u2028")));
  });
});

describe("a shortened text", () => {
  test.each([
    ["table/orders", 12, "table/orders"],
    ["table/orders", 11, "table…rders"],
    ["日本日本日本", 12, "日本日本日本"],
    ["日本日本日本", 9, "日本…日本"],
    ["日本日本日本", 8, "日…日本"],
    ["e\u0301e\u0301e\u0301", 2, "…e\u0301"],
  ])("%s has at most %i columns", (text, width, expected) => {
    expect(shortened(text, width)).toBe(expected);
    expect(stringWidth(shortened(text, width))).toBeLessThanOrEqual(width);
  });
});
