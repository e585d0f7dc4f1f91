import {
  type Case,
  elsewhere,
  everywhere,
  home,
  may,
  otherRegion,
  type Row,
  regional,
  type Table,
  type Thing,
} from "../support/model.js";

/** An app's log group, as its two ARNs name it, and two of its streams. */
const groupOf = (name: string) => ({
  named: ["", ":*"].map((end) => regional("logs", `log-group:${name}${end}`, home, "log-group")),
  streams: ["main/2026/01/31", "main/2026/02/28"].map((stream) =>
    regional("logs", `log-group:${name}:log-stream:${stream}`, home, "log-stream"),
  ),
});
const ours = groupOf("/aws/amplify/d123456789");
/** An app whose id starts with the other's whole id, another one, and another service's group. */
const longer = groupOf("/aws/amplify/d1234567890");
const other = groupOf("/aws/amplify/d987654321");
const longerOther = groupOf("/aws/amplify/d9876543210");
const foreign = groupOf("/aws/lambda/resize");
/** What AWS authorizes listing groups on, whichever groups the request names. */
const everyGroup = regional("logs", "log-group:*");
type OfGroup = ReturnType<typeof groupOf>;
const thingsOf = ({ named, streams }: OfGroup): readonly Thing[] => [...named, ...streams];

const exact = (...groups: readonly OfGroup[]): readonly Row[] => [
  may(
    "logs",
    "CreateLogGroup",
    groups.flatMap(({ named }) => named),
  ),
  may(
    "logs",
    "CreateLogStream PutLogEvents",
    groups.flatMap(({ streams }) => streams),
  ),
  may("logs", "DescribeLogGroups", [everyGroup]),
];
/** The widely copied policy. Its DescribeLogGroups never matches, nor does a group's name without a suffix. */
const singleStatement = (...groups: readonly OfGroup[]): readonly Row[] => [
  may(
    "logs",
    "CreateLogGroup",
    groups.flatMap(({ named }) => named.slice(1)),
  ),
  may(
    "logs",
    "CreateLogStream PutLogEvents",
    groups.flatMap(({ streams }) => streams),
  ),
];

const logs = (what: string, serviceRole: object, allows: readonly Row[]): Case => ({
  by: "logs",
  what,
  asks: { serviceRole },
  allows,
});

export const logsTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_logs.html",
    "https://docs.aws.amazon.com/amplify/latest/userguide/ssr-CloudWatch-logs.html",
  ],
  pools: [
    {
      service: "logs",
      things: [
        ...[ours, longer, other, longerOther, foreign].flatMap(thingsOf),
        ...everywhere("logs", "log-group:/aws/amplify/d123456789"),
        ...elsewhere.map((at) =>
          regional("logs", "log-group:/aws/amplify/d123456789:log-stream:main/2026/01/31", at, "log-stream"),
        ),
        everyGroup,
        regional("logs", "log-group:*", otherRegion),
      ],
    },
  ],
  cases: [
    logs("writes the logs of one app", { appId: "d123456789" }, exact(ours)),
    logs("writes the logs of another app", { appId: "d987654321" }, exact(other)),
    logs("writes the logs of every app", {}, exact(ours, longer, other, longerOther)),
    logs(
      "writes logs with the widely copied policy",
      { logs: { shape: "single-statement" } },
      singleStatement(ours, longer, other, longerOther),
    ),
  ],
};
