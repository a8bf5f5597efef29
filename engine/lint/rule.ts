// What lives here: what a rule is, and what it is given. A rule is one file in rules/, one line in index.ts and one
// fixture folder; it reads the model and never a vendor's raw JSON.

import type { Flow, FlowNode } from "../flow/flow.ts";
import type { Fix, Place, Severity } from "../flow/problem.ts";
import type { TestContext } from "../flowtest/context.ts";
import type { FlowTest } from "../flowtest/model.ts";
import type { FormatId } from "../formats/format.ts";
import type { Skill } from "../simulate/state.ts";
import type { Path } from "../text/json.ts";
import type { Json } from "../text/value.ts";
import type { Graph } from "./graph.ts";

/** Notes a problem at the smallest text one would edit. */
export type Report = (
  place: Place,
  message: string,
  more?: {
    /** Where it differs from the rule's own: vendors differ. */
    readonly severity?: Severity;
    readonly related?: readonly { readonly place: Place; readonly message: string }[];
    /** The right word, where there is one: becomes a safe fix that writes it instead of the key or value at the place. */
    readonly suggestion?: string;
    /** Other ways to mend it, the best first. */
    readonly fixes?: readonly Fix[];
  },
) => void;

/** What there is to know of a rule without running it. */
export interface About {
  /** Names what is wrong and finishes the sentence "allow …". Published ids stay. */
  readonly id: string;
  readonly severity: Severity;
  /** The formats it speaks about; absent means every format that has what it looks at. */
  readonly formats?: readonly FormatId[];
  /** Says nothing unless a severity is set for it. */
  readonly off?: boolean;
  /** Has a fix for what it finds, at least sometimes. */
  readonly fixable?: boolean;
}

/** A rule about a flow as a whole. */
export interface FlowRule extends About {
  check(flow: Flow, report: Report, context: FlowContext): void;
}

/**
 * A rule about one node at a time, which may look at nothing of the flow but its format: what it finds is
 * kept as long as the node stays as it is, so it costs nothing while another node is edited.
 */
export interface NodeRule extends About {
  checkNode(node: FlowNode, report: Report, flow: Flow): void;
}

/** A rule about a document that holds neither flow nor tests, such as an agent: `body` is its own object, at `path`. */
export interface BodyRule extends About {
  checkBody(body: Json, report: Report, path: Path, format: FormatId, context: BodyContext): void;
}

/** What else a rule about a flowless document may know. */
export interface BodyContext {
  /** The date, as `YYYY-MM-DD`, at UTC; absent when nobody told. */
  readonly today?: string;
}

/** What else a rule about a flow may look at. */
export interface FlowContext {
  readonly skills?: readonly Skill[];
  /** The graph questions that rules share. */
  readonly graph: Graph;
  /** Variables that the cases in the same document bring along, where the flow stands inside a test. */
  readonly brought?: ReadonlySet<string>;
}

/** A rule about flow tests and the flow they walk. */
export interface TestRule extends About {
  checkTests(tests: FlowTest, report: Report, context: TestContext): void;
}

/**
 * What a schema finds and reports under an id of its own (`x-rule` in the schema), because it has a page and a severity of
 * its own. The schema holds the rule; this says what it is called and how to mend it.
 */
export interface SchemaRule extends About {
  readonly bySchema: true;
  /** Ways to mend the value at `path`: an object that has no member `missing`, where there is a `missing`. */
  fixes?(value: unknown, path: Path, missing?: string): readonly Fix[];
}

export type Rule = FlowRule | NodeRule | BodyRule | TestRule | SchemaRule;
