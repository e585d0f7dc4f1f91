import { describeExample } from "./describe-example.js";

describeExample("keys-to-roles");
