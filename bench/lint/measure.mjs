import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { same } from "../equal.mjs";
import { alternate, compare, compareDifference, fileNextTo, sample } from "../measure.mjs";

const ONE_POLICY = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::web/*" },
    { Effect: "Allow", Action: "dynamodb:GetItem", Resource: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" },
    { Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:eu-west-1:123456789012:orders" },
  ],
};
const MANY = 1000;
const PAIRS = { one: 21, many: 5 };
const run = (...args) => sample(fileNextTo(import.meta.url, "run.mjs"), ...args);

/**
 * One policy with the command, over bare Node; and AWS's managed policies in one process, against parliament. Those need
 * Python with moto and parliament: BENCH_PYTHON names it.
 */
export function linting(folder) {
  const one = join(folder, "policy.json");
  writeFileSync(one, JSON.stringify(ONE_POLICY));
  const single = alternate(
    PAIRS.one,
    () => run("command", one),
    () => run("bare"),
  );
  const tables = [
    {
      against: "bare Node",
      relation: "difference",
      figures: [{ name: "one policy with the command", unit: "ms", goal: 15, ...compareDifference(single, "total") }],
    },
  ];
  const python = process.env.BENCH_PYTHON;
  if (python === undefined) {
    return { title: "lint", equal: "BENCH_PYTHON is not set, so parliament is not measured", tables };
  }
  const many = join(folder, "policies.json");
  const script =
    "import itertools, json, sys; from moto.iam.aws_managed_policies import aws_managed_policies_data as data; " +
    "json.dump([p['Document'] for p in itertools.islice(json.loads(data).values(), int(sys.argv[2]))], open(sys.argv[1], 'w'))";
  execFileSync(python, ["-c", script, many, String(MANY)]);
  const parliament = () =>
    JSON.parse(execFileSync(python, [fileNextTo(import.meta.url, "run_parliament.py"), many], { encoding: "utf8" }));
  same("the number of policies", String(run("policies", many).count), String(parliament().count));
  const pairs = alternate(PAIRS.many, () => run("policies", many), parliament);
  tables.push({
    against: "parliament",
    figures: [{ name: `${MANY} managed policies in one process`, unit: "ms", goal: 0.125, ...compare(pairs, "total") }],
  });
  return { title: "lint", equal: `both read the same ${MANY} policies`, tables };
}
