import { describeStories } from "./doctor/describe-stories.js";
import { withAccessKeys, withAnApiAlone, withoutLogs, withSecretsInVariables } from "./doctor/stories.js";

describeStories([withoutLogs, withAccessKeys, withAnApiAlone, withSecretsInVariables]);
