import type { Report } from "../../findings/finding.js";
import { quoted } from "../../findings/text.js";
import { toDisplayString } from "../../placeholders/placeholder.js";
import { nonEmptyArray } from "../../schema/schema.js";
import { stringConditions } from "../conditions.js";
import { everywhere, onResource, option, type Request } from "../definition.js";
import { narrowing } from "../narrowing.js";
import { form, type NameOf, resource, variant } from "../resource.js";
import { type OptionsOf, service } from "../service.js";
import { customerKey } from "./kms.js";

const qualifiedMachine = (arn: string): Report => ({
  code: "ARN_RESOURCE_TYPE_MISMATCH",
  message: `${quoted(arn)} is a version or an alias. AWS authorizes calls to it on its state machine.`,
  fix: 'Write the state machine\'s ARN, and name the version or alias in the options: { qualifiers: ["live"] }.',
  parameters: { arn: toDisplayString(arn) },
});

const stateMachine = resource({
  service: "states",
  name: "state machine",
  prefix: "stateMachine:",
  resource: /^stateMachine:[\w.*?-]+$/,
  example: "stateMachine:orders",
  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html: 80
  characters: 93,
  managedAs: ["aws_sfn_state_machine", "aws_sfn_alias", "aws:sfn/stateMachine:StateMachine", "aws:sfn/alias:Alias"],
  arnAttributes: ["arn", "id", "stateMachineVersionArn"],
  scope: "regional",
  named: [
    form({
      keys: {
        /** The state machine's name. `*` and `?` match several. */
        name: /^[\w.*?-]{1,80}$/,
      },
      resource: ({ name }) => `stateMachine:${name}`,
    }),
  ],
});
/** What can be started. Its versions and aliases are options. */
const startable = variant(stateMachine, {
  explainMismatch: (resource, arn) => (/^stateMachine:[^:]+:[^:]+$/.test(resource) ? qualifiedMachine(arn) : undefined),
});
/** Executions have ARNs of their own, which are composed from the state machine's. */
const withExecutions = variant(stateMachine, { known: "{ name }, which can be known only after deploy" });

const options = {
  /**
   * Only these versions and aliases. `*` and `?` match several. Default: all, and the state machine itself.
   * https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html
   */
  qualifiers: option(nonEmptyArray(narrowing("version or alias", "live"), "version or alias"), 80),
  /** ARN of the customer-managed key that encrypts the state machine. */
  kmsKey: customerKey,
};
type R = Request<typeof options>;

const { level, functions } = service("stepFunctions", {
  resourceType: stateMachine,
  options,
  // A caller only decrypts: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html
  key: { via: "states", read: ["kms:Decrypt"], write: [] },
});

const onExecutions = ({ resource }: R) => [`${resource.arn.replace(":stateMachine:", ":execution:")}:*`];
/** AWS authorizes calls to a version or an alias on the state machine, with the version or alias in this key. */
const qualified = ({ options }: R) =>
  stringConditions({ "states:StateMachineQualifier": options.qualifiers }, "ForAnyValue:");

/**
 * Step Functions. https://docs.aws.amazon.com/service-authorization/latest/reference/list_states.html
 *
 * If the ARN of a state machine is known only after deploy, give the machine by its name to the functions for executions.
 */
export const stepFunctions = functions({
  /** Starts executions. The state machine's own role encrypts what is encrypted. */
  start: level({
    resourceType: startable,
    options: ["qualifiers"],
    permissions: [{ actions: ["states:StartExecution"], resources: onResource, conditions: qualified }],
  }),
  /** Starts executions of express workflows, and waits for their results. */
  startSync: level({
    resourceType: startable,
    key: "read",
    permissions: [{ actions: ["states:StartSyncExecution"], resources: onResource, conditions: qualified }],
  }),
  /** Lists a state machine's executions, and reads all of them. Executions of express workflows cannot be read. */
  readExecutions: level({
    resourceType: withExecutions,
    key: "read",
    options: ["kmsKey"],
    permissions: [
      { actions: ["states:ListExecutions"], resources: onResource },
      { actions: ["states:DescribeExecution", "states:GetExecutionHistory"], resources: onExecutions },
    ],
  }),
  /** Stops executions, all of a state machine's. */
  stop: level({
    resourceType: withExecutions,
    options: [],
    permissions: [{ actions: ["states:StopExecution"], resources: onExecutions }],
  }),
  /**
   * Answers tasks that wait for a callback. AWS authorizes this on no resource: whoever has a task's token can answer it.
   * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token
   */
  sendTask: level({
    resourceType: [],
    options: [],
    permissions: [
      {
        actions: ["states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess"],
        resources: everywhere,
      },
    ],
  }),
});

/** A state machine by its name. */
export type StateMachineName<Text = string> = NameOf<typeof stateMachine, Text>;
/** The options of `stepFunctions.start(…)`, which docs/grants.md lists. */
export type StartExecutionOptions<Text = string> = OptionsOf<typeof stepFunctions, "start", Text>;
/** The options of `stepFunctions.readExecutions(…)`, which docs/grants.md lists. */
export type ExecutionKeyOptions<Text = string> = OptionsOf<typeof stepFunctions, "readExecutions", Text>;
