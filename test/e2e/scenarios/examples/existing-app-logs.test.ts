import { describeExample } from "./describe-example.js";

describeExample("existing-app-logs");
