// The exports of this file are the outputs of the stack.
export {
  auth0CallbackUrls,
  auth0LogoutUrls,
  auth0Origins,
  buildCommand,
  lastAssumed,
  repositoryUrl,
  taskDefinition,
} from "./program";
