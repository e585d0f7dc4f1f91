const pulumi = require("@pulumi/pulumi");

module.exports = async () => ({ stack: pulumi.getStack(), secret: pulumi.secret("hidden") });
