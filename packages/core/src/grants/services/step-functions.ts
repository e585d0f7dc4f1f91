import { resourceType } from "../../aws/resource-type.js";
import { messages } from "../../findings/messages.js";
import { nonEmptyArray } from "../../schema/schema.js";
import { textConditions } from "../conditions.js";
import { type AccessLevel, everywhere, type GrantDefinition, onResource, type Request } from "../definition.js";
import type { ArnScope, Grant, OneOrMore } from "../grant.js";
import { narrowing } from "../narrowing.js";
import { customerKey } from "./kms.js";

/** A state machine by its name; `*` and `?` match many. */
export interface StateMachineName<Text = string> extends ArnScope<Text> {
  readonly name: Text;
}

export interface StartExecutionOptions<Text = string> {
  /**
   * Only these versions and aliases; `*` and `?` match many. Default: all, and the machine itself.
   * https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html
   */
  readonly qualifiers?: readonly Text[];
}

export interface ExecutionKeyOptions<Text = string> {
  /** ARN of the customer-managed key that encrypts the state machine. */
  readonly kmsKey?: Text;
}

/** The ARN of a state machine without version or alias, or its name. */
type StateMachine<Text> = OneOrMore<Text | StateMachineName<Text>>;

/** Executions have ARNs of their own, made of the machine's: where that is known at deploy time only, name the machine. */
export interface StepFunctionsGrants<Text = string> {
  /** StartExecution. What is encrypted is encrypted as the machine's own role. */
  start(stateMachine: StateMachine<Text>, options?: StartExecutionOptions<Text>): Grant<Text>;
  /** StartSyncExecution, of express workflows. */
  startSync(
    stateMachine: StateMachine<Text>,
    options?: StartExecutionOptions<Text> & ExecutionKeyOptions<Text>,
  ): Grant<Text>;
  /** ListExecutions; DescribeExecution, GetExecutionHistory on all executions. Express workflows have neither. */
  readExecutions(stateMachine: StateMachine<Text>, options?: ExecutionKeyOptions<Text>): Grant<Text>;
  /** StopExecution on all executions. */
  stop(stateMachine: StateMachine<Text>): Grant<Text>;
  /**
   * SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat. Tasks are no resource: whoever has a task's token answers it.
   * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token
   */
  sendTask(): Grant<Text>;
}

const stateMachine = resourceType({
  service: "states",
  name: "state machine",
  prefix: "stateMachine:",
  resource: /^stateMachine:[\w.*?-]+$/,
  example: "stateMachine:orders",
  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html: 80
  characters: 93,
  scope: "regional",
  named: [{ keys: { name: /^[\w.*?-]{1,80}$/ }, resource: ({ name }) => `stateMachine:${name}` }],
});
/** What can be started; versions and aliases are named beside it. */
const startable = {
  ...stateMachine,
  mistaken: (resource: string, arn: string) =>
    /^stateMachine:[^:]+:[^:]+$/.test(resource) ? messages.qualifiedMachine(arn) : undefined,
};
const withExecutions = { ...stateMachine, known: "{ name }, which may be late" };

type Options = { qualifiers?: readonly string[]; kmsKey?: string };
type R = Request<Options>;

const onExecutions = ({ resource }: R) => [`${resource.arn.replace(":stateMachine:", ":execution:")}:*`];
// Calls to a version or an alias are authorised on the machine, and name it in this key.
const qualified = ({ options }: R) =>
  textConditions({ "states:StateMachineQualifier": options.qualifiers }, "ForAnyValue:");

const start: AccessLevel<Options> = {
  resourceType: startable,
  options: ["qualifiers"],
  permissions: [{ actions: ["states:StartExecution"], resources: onResource, conditions: qualified }],
};
const startSync: AccessLevel<Options> = {
  resourceType: startable,
  key: "read",
  permissions: [{ actions: ["states:StartSyncExecution"], resources: onResource, conditions: qualified }],
};
const readExecutions: AccessLevel<Options> = {
  resourceType: withExecutions,
  key: "read",
  options: ["kmsKey"],
  permissions: [
    { actions: ["states:ListExecutions"], resources: onResource },
    { actions: ["states:DescribeExecution", "states:GetExecutionHistory"], resources: onExecutions },
  ],
};
const stop: AccessLevel<Options> = {
  resourceType: withExecutions,
  options: [],
  permissions: [{ actions: ["states:StopExecution"], resources: onExecutions }],
};

const sendTask: AccessLevel<Options> = {
  resourceType: [],
  options: [],
  permissions: [
    {
      actions: ["states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess"],
      resources: everywhere,
    },
  ],
};

export const stepFunctionsDefinition: GrantDefinition<Options> = {
  name: "stepFunctions",
  page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html",
  resourceType: stateMachine,
  options: {
    qualifiers: { schema: nonEmptyArray(narrowing("version or alias", "live"), "version or alias"), maxLength: 80 },
    kmsKey: customerKey,
  },
  access: { start, startSync, readExecutions, stop, sendTask },
  // Callers decrypt only; https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
  key: { via: "states", read: ["kms:Decrypt"], write: [] },
};
