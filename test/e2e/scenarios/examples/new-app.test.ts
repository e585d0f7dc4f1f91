import { describeExample } from "./describe-example.js";

describeExample("new-app");
