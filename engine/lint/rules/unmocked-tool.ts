import type { Flow, FlowNode } from "../../flow/flow.ts";
import type { Fix } from "../../flow/problem.ts";
import { reachableFrom } from "../../flow/reach.ts";
import { drive } from "../../flowtest/drive.ts";
import type { Case } from "../../flowtest/model.ts";
import type { Skill } from "../../simulate/state.ts";
import { remember } from "../../text/remember.ts";
import type { TestRule } from "../rule.ts";

/**
 * ## What it finds
 * A flow test that calls a tool for which it has no mock. The case is walked: when the walk stops at such a tool it is
 * an error; when the script ends before an end is reached and a tool without a mock lies ahead, a warning. A tool that
 * the case goes past is no problem (Flowproof's choice).
 * ## Why it matters
 * Tools are never really called in a flow test, so the case cannot come to a verdict.
 * ## Example
 * `"mocks": {}` in a case that reaches the node `check-availability`.
 * ## Instead
 * `"mocks": { "check-availability": { "result": { "status": "available" } } }`
 */
export const unmockedTool: TestRule = {
  id: "unmocked-tool",
  severity: "warning",
  fixable: true,
  checkTests({ cases }, report, { flow: walked, skills }) {
    for (const one of cases) {
      const flow = one.flow ?? walked;
      if (one.skip || !flow || !callsTools(flow)) continue;
      const { state, stuck, unused } = drive(flow, one, { skills });
      if (state.wants.kind !== "nothing" || stuck !== undefined) continue;
      // The cases that begin after it bring the mock along.
      if (one.isSetup && !one.expect && unused.length === 0) continue;
      const { outcome } = state.wants;
      if (one.expect?.outcome?.value === outcome) continue;
      const at = state.node === undefined ? undefined : flow.byId.get(state.node);
      if (!at) continue;
      if (outcome === "unmocked_tool" || outcome === "unmocked_skill") {
        report(one.place, `"${one.name}" calls the tool of "${at.id}" and has no mock for it; add one under "mocks"`, {
          severity: "error",
          fixes: mock(flow, one, at, skills),
        });
      } else if (outcome === "transcript_exhausted") {
        for (const node of unmockedAhead(flow, one, at))
          report(one.place, `"${one.name}" may come to "${node.id}", which calls a tool, and has no mock for it`, {
            fixes: mock(flow, one, node, skills),
          });
      }
    }
  },
};

/** A mock that answers with the catalogue's sample, or with nothing; under the key that serves most. */
function mock({ format }: Flow, { mocksPath }: Case, { id, tool = id }: FlowNode, skills?: readonly Skill[]): Fix[] {
  if (!mocksPath) return [];
  const sample = skills?.find((skill) => skill.tool === tool && skill.hasReturns);
  const key = format === "yappr-flow" ? id : tool;
  const value = { result: sample ? sample.returns : {} };
  return [{ title: `Add a mock for "${key}"`, changes: [{ do: "set", path: [...mocksPath, key], value }] }];
}

/** The tools that paths from `at` lead to and the case does not mock. */
function unmockedAhead(flow: Flow, { mocks, options }: Case, at: FlowNode): FlowNode[] {
  if (flow.format === "voicetest-graph") return []; // its engine never calls a tool
  if (options.unmocked === "error" || options.unmocked === "success" || options.useSampleReturns) return [];
  // Yappr finds mocks by the node alone (vendor contract).
  const byTool = flow.format !== "yappr-flow";
  const mocked = ({ id, tool }: FlowNode): boolean =>
    mocks.has(id) || (byTool && tool !== undefined && mocks.has(tool));
  const reached = reachableFrom(flow, [at]);
  return flow.nodes.filter((node) => node.kind === "tool" && node !== at && reached.has(node) && !mocked(node));
}

const callsTools = remember((flow: Flow): boolean => flow.nodes.some((node) => node.kind === "tool"));
