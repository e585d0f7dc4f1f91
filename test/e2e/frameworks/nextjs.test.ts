import { describeFramework } from "./describe-framework.js";

describeFramework("Next.js", {
  name: "nextjs",
  build: ["next", "build"],
  serve: (port) => ["node_modules/next/dist/bin/next", "start", "--port", String(port)],
});
