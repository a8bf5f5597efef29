import type { Flow, FlowNode } from "../../flow/flow.ts";
import type { ToolAnswer } from "../../simulate/state.ts";
import { branchOf, writtenBranches } from "../../simulate/yappr/branch.ts";
import { comparable, parseJsonPath } from "../../simulate/yappr/jsonpath.ts";
import { own, text } from "../../text/value.ts";
import { type Dialect, withValue } from "../dialect.ts";

/** Nothing but what tools answer decides here, and an answer is made for each way out of a tool. */
export function yapprDialect(flow: Flow): Dialect {
  return {
    turns: () => [{ user: "" }],
    results: resultsOf,
    deciding: () => undefined,
    decided: () => [],
    solving: () => ({ atom: () => ({ paths: [], holds: () => false }), candidates: () => [] }),
    reads: () => [],
    context: () => "",
    setups: () => (flow.nodes.some((node) => node.global) ? [{ options: { globals: "fallback" } }] : []),
    give: () => undefined,
  };
}

/** A result that none of the branches wants, an error, and for each branch the smallest result that takes it. */
function resultsOf(node: FlowNode): readonly ToolAnswer[] {
  const plain = [{}, { ok: true }, "ok", 0].find((result) => branchOf(node, { result }).reason === "success");
  const custom = node.transitions.filter(({ handle }) => handle === "custom");
  return [
    ...(plain === undefined ? [] : [{ result: plain }]),
    ...custom.flatMap((transition, i): ToolAnswer[] => {
      const written = writtenBranches(node)[i];
      const path = parseJsonPath(text(own(written, "jsonpath")) ?? "");
      const equals = comparable(own(written, "equals"));
      if (!path || equals === undefined) return [];
      const answer = { result: withValue(undefined, path, meant(equals)) };
      return branchOf(node, answer).transition === transition ? [answer] : [];
    }),
    { error: "not available" },
  ];
}

/** The value whose text a branch compares with, as a tool would answer it: of `true` the boolean, of `busy` the word. */
function meant(equals: string): unknown {
  try {
    const value: unknown = JSON.parse(equals);
    return comparable(value) === equals ? value : equals;
  } catch {
    return equals;
  }
}
