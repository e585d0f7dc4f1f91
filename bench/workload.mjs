/** What both tools are given: apps with branches, of which some have a compute role of their own. */
export const APPS = Number(process.env.BENCH_APPS ?? 100);
export const BRANCHES = Number(process.env.BENCH_BRANCHES ?? 10);
/** Every third branch, the first included. */
const OWN_ROLE_EVERY = 3;
const TABLES = 5;

/** How a shell waits for a compute role that is new, as the constructs have it. */
export const WAIT = "echo Waiting 10 seconds until Amplify can assume the role && sleep 10 || ping -n 11 127.0.0.1";

export const tableNames = Array.from({ length: TABLES }, (_, index) => `table-${index}`);

/** The apps, each with its name, the tables that it reads and writes, and its branches. */
export const apps = Array.from({ length: APPS }, (_, app) => ({
  name: `web-${app}`,
  repository: `https://github.com/acme/web-${app}`,
  accessToken: "token",
  writes: app % (TABLES - 1),
  reads: (app % (TABLES - 1)) + 1,
  branches: Array.from({ length: BRANCHES }, (_, branch) => ({
    name: branch === 0 ? "main" : `feature/ticket-${branch}`,
    /** What its construct is called after. */
    id: branch === 0 ? "main" : `feature-ticket-${branch}`,
    stage: branch === 0 ? "PRODUCTION" : "DEVELOPMENT",
    environmentVariables: { API_URL: `https://api-${branch}.example.com`, LOG_LEVEL: "info" },
    ownRole: branch % OWN_ROLE_EVERY === 0,
  })),
}));
