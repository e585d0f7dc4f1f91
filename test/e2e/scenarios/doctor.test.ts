import { describeStories } from "./doctor/describe-stories.js";
import { withTheWrongRole } from "./doctor/stories.js";

describeStories([withTheWrongRole]);
