import type { Flow } from "../../flow/flow.ts";
import { useAt } from "../../flow/nameTable.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A tool that an AgentGraph declares and nothing in it speaks of: no prompt, condition or description has its name, and no
 * node does nothing but call it. It is silent unless it is given a severity: a model may call any tool that it is
 * offered, so nobody can tell from the file that a tool is never called (Flowproof's choice).
 * ## Why it matters
 * A tool that is left over from an earlier version is still offered to the model, which may call it.
 * ## Example
 * `"tools": [{ "name": "old_lookup", … }]` in a graph whose prompts speak of `lookup` alone.
 * ## Instead
 * Remove it, or say in a prompt when it is to be called.
 */
export const unusedTool: FlowRule = {
  id: "unused-tool",
  severity: "hint",
  formats: ["voicetest-graph"],
  off: true,
  check(flow, report, { graph }) {
    if (graph.names.tool.size === 0) return;
    const texts = textsOf(flow);
    const called = new Set(flow.nodes.flatMap(({ tool }) => tool ?? []));
    for (const [name, { declares }] of graph.names.tool) {
      const [first] = declares;
      if (!first || called.has(name) || isPlatforms(name) || texts.some((text) => text.includes(name))) continue;
      report(useAt(flow, first).place, `Nothing speaks of the tool "${name}"; a model may still call it`);
    }
  },
};

/** What the model is told: prompts, and what is said of transitions. */
function textsOf(flow: Flow): string[] {
  return [
    ...flow.prompts.map(({ text }) => text),
    ...flow.nodes.flatMap(({ prompts, transitions }) => [
      ...prompts.map(({ text }) => text),
      ...transitions.map(({ label }) => label),
    ]),
  ];
}

/** Tools of the platform itself, which are called without being spoken of. */
function isPlatforms(name: string): boolean {
  return /^(end|transfer)_?call/.test(name);
}
