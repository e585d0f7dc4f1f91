/**
 * One life: `node run.mjs <terraform|pulumi> <variant> <work folder>`. Deploys the workload to AWS's APIs on this machine,
 * asks for a second plan, destroys everything, and says on stdout how long each took and how much memory at most.
 */
import { largestMemory } from "./memory.mjs";
import { support } from "./support.mjs";

// Three branches each, unless it is asked for otherwise; the programs that are started read it too.
process.env.BENCH_BRANCHES ??= "3";
const { REGION } = await support("aws/environment.ts");
const { startAws } = await support("aws/aws.ts");
const [tool, variant, folder] = process.argv.slice(2);
const { begin } = await import(`./${tool}.mjs`);

const aws = await startAws();
const { hosting, calls } = aws.gateway;
try {
  const program = await begin({ variant, folder, env: aws.env });
  const { value: life, megabytes } = await largestMemory(async () => {
    const deploy = await timed(program.deploy);
    const apps = hosting.listApps(REGION);
    const branches = apps.flatMap(({ appId }) => hosting.listBranches(REGION, String(appId)));
    const made = { apps: apps.length, branches: branches.length, calls: calls.all().length };
    const plan = await timed(program.plan);
    const destroy = await timed(program.destroy);
    return { deploy, plan, destroy, made };
  });
  if (life.plan.result > 0) throw new Error(`The second plan has ${life.plan.result} changes`);
  if (hosting.listApps(REGION).length > 0) throw new Error("Apps are left after the stack was destroyed");
  const seconds = { deploy: life.deploy.seconds, plan: life.plan.seconds, destroy: life.destroy.seconds };
  console.log(JSON.stringify({ ...seconds, megabytes, ...life.made }));
} finally {
  await aws.stop();
}

async function timed(work) {
  const began = performance.now();
  const result = await work();
  return { seconds: (performance.now() - began) / 1000, result };
}
