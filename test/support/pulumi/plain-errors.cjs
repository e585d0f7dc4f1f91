const util = require("node:util");

/*
 * Pulumi's runner prints an error with `util.inspect(error, { colors: true })`. Node.js 20.20 never returns from that
 * call when a line of the stack has a file directly in a scope, as in `node_modules/@pulumi/resource.ts:602`, and the
 * source maps of @pulumi/pulumi name such files. Without colors the stack is not searched for packages.
 */
const { inspect } = util;
util.inspect = Object.assign((value, options) => inspect(value, { ...options, colors: false }), inspect);
