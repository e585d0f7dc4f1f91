// aws-cdk-lib lies in this folder's node_modules, which files elsewhere do not see. `Stack`, `aws_iam` and the like load
// when they are used.
module.exports = require("aws-cdk-lib");
