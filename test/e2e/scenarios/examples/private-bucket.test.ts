import { describeExample } from "./describe-example.js";

describeExample("private-bucket");
