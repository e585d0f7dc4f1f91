// What the adapter imports, as a program manually would.
require("constructs");
require("cdktf");
require("@cdktf/provider-aws/lib/amplify-app");
require("@cdktf/provider-aws/lib/amplify-branch");
require("@cdktf/provider-aws/lib/cloudcontrolapi-resource");
require("@cdktf/provider-aws/lib/cloudwatch-log-group");
require("@cdktf/provider-aws/lib/cognito-identity-pool-provider-principal-tag");
require("@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment");
require("@cdktf/provider-aws/lib/data-aws-caller-identity");
require("@cdktf/provider-aws/lib/data-aws-partition");
require("@cdktf/provider-aws/lib/data-aws-region");
require("@cdktf/provider-aws/lib/iam-policy");
require("@cdktf/provider-aws/lib/iam-role-policies-exclusive");
require("@cdktf/provider-aws/lib/iam-role-policy-attachments-exclusive");
require("@cdktf/provider-aws/lib/iam-role");
require("@cdktf/provider-aws/lib/iam-role-policy");
require("@cdktf/provider-aws/lib/iam-role-policy-attachment");
