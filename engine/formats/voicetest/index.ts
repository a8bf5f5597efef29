// What lives here: the files of the voicetest dialect: the AgentGraph, and the test array that it shares with Retell.
// How such a graph is walked stands in `simulate/walks/voicetest.ts`. Its exchange with other vendors is not here.

import { type Json, object, own, text } from "../../text/value.ts";
import { bodyOf, type Format } from "../format.ts";
import { voicetestEdits } from "./graphEdits.ts";
import { mentionsOf } from "./mentions.ts";
import { misnamed } from "./naming.ts";
import { nodeTypes } from "./nodeType.ts";
import { skeleton } from "./skeleton.ts";
import { testCases, testsOf } from "./tests.ts";
import { toFlow } from "./toFlow.ts";
import { wanted, wantedInTests } from "./wanted.ts";
import { writtenKeys } from "./writtenKeys.ts";

export { nodeTypes } from "./nodeType.ts";
export { toFlow } from "./toFlow.ts";

/**
 * An AgentGraph: `nodes` by id, and an `entry_node_id` (vendor contract). A graph that has lost its entry is still one
 * when a node has a prompt or a type of this vendor; one whose nodes have nothing of this vendor's is somebody else's
 * (Flowproof's choice).
 */
export const voicetestGraph: Format = {
  id: "voicetest-graph",
  title: "voicetest graph",
  marks: ["entry_node_id", "state_prompt", "node_type"],
  skeleton,
  detect(value) {
    const nodes = object(own(value, "nodes"));
    if (!nodes) return false;
    // Other programs name an entry as well; a graph just begun has no node that says anything yet.
    if (own(value, "entry_node_id") !== undefined)
      return some(nodes, hasKnownKey) || !some(nodes, (node) => !isBlank(node));
    if (own(value, "initial_node") !== undefined) return false;
    return some(
      nodes,
      (node) => typeof own(node, "state_prompt") === "string" || nodeTypes.has(text(own(node, "node_type")) ?? ""),
    );
  },
  parse(source) {
    const graph = bodyOf(source);
    return object(graph) ? { flow: toFlow(graph, source.path, writtenKeys(source), source.before?.flow) } : {};
  },
  graphEdits: voicetestEdits,
  misnamed,
  wanted,
};

/** Whether a member fits; the first that does ends the search, so that a large graph need not be listed. */
function some(nodes: Json, fits: (node: unknown) => boolean): boolean {
  for (const id in nodes) if (fits(own(nodes, id))) return true;
  return false;
}

function isBlank(node: unknown): boolean {
  const { id: _, ...rest } = object(node) ?? {};
  return Object.keys(rest).length === 0;
}

function hasKnownKey(node: unknown): boolean {
  return nodeKeys.some((key) => own(node, key) !== undefined);
}
const nodeKeys = ["state_prompt", "node_type", "transitions", "tools", "variables_to_extract", "global_node_setting"];

/** A list of test cases as voicetest and Retell keep them, bare or in the `items` of Retell's answer. */
export const voicetestTests: Format = {
  id: "voicetest-tests",
  title: "voicetest tests",
  marks: ["user_prompt"],
  detect: (value) => testCases(value).list.some(isTest),
  parse: (source) => ({ tests: testsOf(bodyOf(source), source.path) }),
  mentions: mentionsOf,
  wanted: wantedInTests,
};

/** A caller's instructions, and one thing more that a test has: lists of prompts alone are kept by other programs too. */
function isTest(value: unknown): boolean {
  if (typeof own(value, "user_prompt") !== "string") return false;
  return typeof own(value, "name") === "string" || testKeys.some((key) => own(value, key) !== undefined);
}

const testKeys = [
  "metrics",
  "includes",
  "excludes",
  "patterns",
  "dynamic_variables",
  "tool_mocks",
  "test_case_definition_id",
];
