import { describeExample } from "./describe-example.js";

describeExample("appsync-users");
