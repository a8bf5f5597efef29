import type { FlowNode } from "../../flow/flow.ts";
import type { Fix } from "../../flow/problem.ts";
import type { Path } from "../../text/json.ts";
import { ownMocks } from "../ownMocks.ts";
import type { TestRule } from "../rule.ts";
import { toolMeant } from "../toolMeant.ts";

/**
 * ## What it finds
 * A mock for a node that calls no tool, such as a conversation.
 * ## Why it matters
 * It is never used, and the tool that it was written for has no mock.
 * ## Example
 * `"mocks": { "confirm": { "result": {} } }`, where `confirm` is a conversation and `confirm-booking` calls the tool.
 * ## Instead
 * `"mocks": { "confirm-booking": { "result": {} } }`
 */
export const mockNotATool: TestRule = {
  id: "mock-not-a-tool",
  severity: "error",
  fixable: true,
  checkTests(tests, report, { flow: given, skills }) {
    for (const one of tests.cases) {
      const flow = one.flow ?? given;
      // No walk through a voicetest graph ever calls a tool, and its conversations have tools of any name.
      if (!flow || one.mocks.size === 0 || flow.format === "voicetest-graph") continue;
      for (const [key, { place }] of ownMocks(one, tests)) {
        const node = flow.byId.get(key);
        if (!node || callsTool(node) || skills?.some(({ tool }) => tool === key)) continue;
        const meant = toolMeant(flow, key);
        // A tool that is called like the node.
        if (meant === key) continue;
        const right = meant !== undefined && one.mocks.has(meant) ? undefined : meant;
        report(
          place,
          `"${key}" is a node of type "${node.type}", which calls no tool${right ? `; did you mean "${right}"?` : ""}`,
          { fixes: "path" in place ? fixesFor(place.path, right) : [] },
        );
      }
    }
  },
};

/** The new name is not a safe fix: the one that is written is a node's, too. */
function fixesFor(path: Path, right: string | undefined): Fix[] {
  const removal: Fix = { title: "Remove this mock", changes: [{ do: "remove", path }] };
  if (right === undefined) return [removal];
  return [{ title: `Change to "${right}"`, changes: [{ do: "rename", path, key: right }] }, removal];
}

/** Of a node of unknown type nothing can be said; its type is reported. */
function callsTool({ kind }: FlowNode): boolean {
  return kind === "tool" || kind === "unknown";
}
