// What lives here: what a rule is, and what it is given. A rule is one file in rules/, one line in index.ts and one
// fixture folder; it reads the model and never a vendor's raw JSON.

import type { Flow } from "../flow/flow.ts";
import type { Place, Severity } from "../flow/problem.ts";
import type { NodeSet } from "../flow/reach.ts";
import type { TestContext } from "../flowtest/context.ts";
import type { FlowTest } from "../flowtest/model.ts";
import type { FormatId } from "../formats/format.ts";
import type { Skill } from "../simulate/state.ts";

/** Notes a problem at the smallest text one would edit. */
export type Report = (
  place: Place,
  message: string,
  more?: {
    /** Where it differs from the rule's own: vendors differ. */
    readonly severity?: Severity;
    readonly related?: readonly { readonly place: Place; readonly message: string }[];
    /** The right word, where there is one. */
    readonly suggestion?: string;
  },
) => void;

interface About {
  /** Names what is wrong and finishes the sentence "allow …". Published ids stay. */
  readonly id: string;
  readonly severity: Severity;
  /** The formats it speaks about; absent means every format that has what it looks at. */
  readonly formats?: readonly FormatId[];
}

/** A rule about a flow. */
export interface FlowRule extends About {
  check(flow: Flow, report: Report, context: FlowContext): void;
}

/** What else a rule about a flow may look at. */
export interface FlowContext {
  readonly skills?: readonly Skill[];
  /** The graph questions rules share, answered once a flow. */
  readonly graph: Graph;
}

export interface Graph {
  /** Every node a walk can come to: from the starts and from global nodes, along transitions as they were meant. */
  readonly reached: NodeSet;
}

/** A rule about flow tests and the flow they walk. */
export interface TestRule extends About {
  checkTests(tests: FlowTest, report: Report, context: TestContext): void;
}

export type Rule = FlowRule | TestRule;
