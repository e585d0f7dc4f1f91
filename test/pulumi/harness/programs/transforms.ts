import * as pulumi from "@pulumi/pulumi";
import { AppRole } from "./app-role";

pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
  type === "aws:iam/role:Role" ? { props: { ...props, maxSessionDuration: 7200 }, opts } : undefined,
);

new AppRole(
  "site",
  {},
  {
    transforms: [
      ({ type, props, opts }) =>
        type === "aws:iam/role:Role"
          ? { props: { ...props, permissionsBoundary: "boundary" }, opts: { ...opts, protect: true } }
          : undefined,
    ],
  },
);
