/** For tests of what a program's roles may do. It works in every test runner. */
export type { RoleType } from "./plan/access.js";
export type { PolicyDocument, Statement } from "./policy/document.js";
export { AccessError } from "./testing/access-error.js";
export {
  type AccessExpectation,
  expectAccess,
  type TestedContext,
  type TestedPermission,
  type TestedResource,
} from "./testing/expect-access.js";
export type { ExpectAccessOptions } from "./testing/run.js";
export type { AccessSubject } from "./testing/subject.js";
