require("@amplify-roles/cdktf");
