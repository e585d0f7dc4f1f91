import { grantsOf } from "@amplify-roles/core/adapter";
import {
  type Case,
  elsewhere,
  granted,
  home,
  may,
  noResource,
  otherRegion,
  plainly,
  regional,
  type Scope,
  type Table,
  type Thing,
  when,
} from "../support/model.js";
import { key, keyPool, keyUse, otherKey, via } from "./kms.js";

const { stepFunctions } = grantsOf<string>();

/** A state machine, executions of it, and one express execution. */
const machineOf = (name: string, at: Scope = home) => ({
  machine: regional("states", `stateMachine:${name}`, at, "statemachine"),
  executions: ["6f0d1c5e", "9a3b7d21"].map((id) => regional("states", `execution:${name}:${id}`, at, "execution")),
  express: regional("states", `express:${name}:6f0d1c5e:9a3b7d21`, at, "express"),
});
type OfMachine = ReturnType<typeof machineOf>;
const thingsOf = ({ machine, executions, express }: OfMachine): readonly Thing[] => [machine, ...executions, express];

const checkout = machineOf("checkout");
/** Its name starts with the other's whole name. */
const checkoutTest = machineOf("checkout-test");
const checkoutTest2 = machineOf("checkout-test2");
const refund = machineOf("refund");

/** Versions and aliases are authorized on the state machine itself; the request has the name in a context key. */
const qualified = (qualifier: string) => when({ "states:StateMachineQualifier": qualifier });
const live = qualified("live");
const liveTest = qualified("live-test");
const third = qualified("3");

function casesOf({ machine, executions }: OfMachine): readonly Case[] {
  const { arn } = machine;
  return [
    granted(`starts ${arn}`, stepFunctions.start(arn), [may("states", "StartExecution", [machine])]),
    granted(`starts ${arn} and waits`, stepFunctions.startSync(arn), [may("states", "StartSyncExecution", [machine])]),
    granted(`reads executions of ${arn}`, stepFunctions.readExecutions(arn), [
      may("states", "ListExecutions", [machine]),
      may("states", "DescribeExecution GetExecutionHistory", executions),
    ]),
    granted(`stops executions of ${arn}`, stepFunctions.stop(arn), [may("states", "StopExecution", executions)]),
    granted(`starts an alias of ${arn}`, stepFunctions.start(arn, { qualifiers: ["live"] }), [
      may("states", "StartExecution", [machine], [live]),
    ]),
    granted(
      `starts a version and an alias of ${arn} and waits`,
      stepFunctions.startSync(arn, { qualifiers: ["3", "live"] }),
      [may("states", "StartSyncExecution", [machine], [live, third])],
    ),
  ];
}

export const stepFunctionsTable: Table = {
  pages: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_states.html",
    "https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html",
    "https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html",
    "https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html",
  ],
  pools: [
    {
      service: "states",
      things: [
        ...[
          checkout,
          checkoutTest,
          checkoutTest2,
          refund,
          machineOf("refund2"),
          ...elsewhere.map((at) => machineOf("checkout", at)),
        ].flatMap(thingsOf),
        noResource,
      ],
      circumstances: [plainly, live, liveTest, third],
    },
    keyPool([via("states"), via("states", otherRegion)]),
  ],
  cases: [
    ...[checkout, checkoutTest, refund].flatMap(casesOf),
    granted("starts a state machine by its name", stepFunctions.start({ name: "checkout" }), [
      may("states", "StartExecution", [checkout.machine]),
    ]),
    granted("starts state machines by the start of their names", stepFunctions.start({ name: "checkout*" }), [
      may(
        "states",
        "StartExecution",
        [checkout, checkoutTest, checkoutTest2].map(({ machine }) => machine),
      ),
    ]),
    granted(
      "starts an encrypted state machine and waits",
      stepFunctions.startSync(refund.machine.arn, { kmsKey: key.arn }),
      [may("states", "StartSyncExecution", [refund.machine]), keyUse("Decrypt", "states")],
    ),
    granted(
      "reads executions of an encrypted state machine",
      stepFunctions.readExecutions({ name: "refund" }, { kmsKey: otherKey.arn }),
      [
        may("states", "ListExecutions", [refund.machine]),
        may("states", "DescribeExecution GetExecutionHistory", refund.executions),
        keyUse("Decrypt", "states", otherKey),
      ],
    ),
    granted("starts aliases that start the same", stepFunctions.start(refund.machine.arn, { qualifiers: ["live*"] }), [
      may("states", "StartExecution", [refund.machine], [live, liveTest]),
    ]),
    granted("answers tasks", stepFunctions.sendTask(), [
      may("states", "SendTaskFailure SendTaskHeartbeat SendTaskSuccess", [noResource]),
    ]),
    granted("stops executions of a state machine by its name", stepFunctions.stop({ name: "refund" }), [
      may("states", "StopExecution", refund.executions),
    ]),
  ],
};
