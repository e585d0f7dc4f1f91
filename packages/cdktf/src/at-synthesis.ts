import { Aspects } from "cdktf";
import type { Construct, IConstruct } from "constructs";

/** Runs something once, when CDKTF starts to synthesize the construct. Until then, a program can call its methods. */
export function atSynthesis(construct: Construct, run: () => void): void {
  let isDone = false;
  Aspects.of(construct).add({
    visit(visited: IConstruct) {
      // An aspect is inherited by all constructs below.
      if (visited !== construct || isDone) return;
      isDone = true;
      run();
    },
  });
}
