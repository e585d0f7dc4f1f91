import e2e from "./vitest.e2e.config.js";

/** IAM enforcement, the packed examples, the long oracle, and samples of the studies: `npm run test:nightly`. */
export default {
  ...e2e,
  test: {
    ...e2e.test,
    include: ["test/e2e/**/*.nightly.ts", "test/studies/**/*.nightly.ts", "test/oracle/**/*.oracle.ts"],
  },
};
