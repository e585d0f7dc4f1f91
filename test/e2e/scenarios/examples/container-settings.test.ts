import { describeExample } from "./describe-example.js";

describeExample("container-settings");
