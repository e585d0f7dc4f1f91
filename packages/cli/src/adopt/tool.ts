/** What a program is written for. */
export type Tool = "cdktf" | "cdktn" | "pulumi";

/** Whether the AWS provider of a tool's default bindings has an argument that came with version 6. */
export const hasProvider6 = (tool: Tool): boolean => tool !== "cdktf";
