import { describeStories } from "./doctor/describe-stories.js";
import { withAccessKeys, withAnApiAlone, withoutLogs, withSecretsInVariables } from "./doctor/stories.js";
import { describeWithoutIam } from "./doctor/without-iam.js";

describeStories([withoutLogs, withAccessKeys, withAnApiAlone, withSecretsInVariables]);
describeWithoutIam();
