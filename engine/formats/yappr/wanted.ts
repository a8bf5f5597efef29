import { type Asked, type Braces, isAt, type Wanted } from "../wanted.ts";

/** What belongs at a place of a `flow_config`. */
export function wanted({ path, on }: Asked): Wanted | undefined {
  if (on === "key" || path[0] !== "nodes" || path.length < 3) return undefined;
  if (targets.some((pattern) => isAt(path, pattern))) return { names: "nodes" };
  if (isAt(path, "nodes/*/post_end_step_ids/*")) return { names: "nodes", first: ["post-call"] };
  if (isAt(path, "nodes/*/tool_id")) return { names: "tools" };
  const key = String(path[2]);
  // Tokens are looked for wherever people may write text; ids and types are none.
  return key === "id" || key === "type" || key.endsWith("_id") ? undefined : { names: "text", braces };
}

const targets = [
  "nodes/*/next_step_id",
  "nodes/*/transitions/*/next_step_id",
  "nodes/*/transitions/success_next_step_id",
  "nodes/*/transitions/error_next_step_id",
  "nodes/*/transitions/custom/*/next_step_id",
  "nodes/*/args_template/*/source_node_id",
];

const braces: readonly Braces[] = [{ open: "{{", close: "}}", of: "variable" }];

/** What belongs at a place of a hosted flow test. */
export function wantedInTest({ path, on }: Asked): Wanted | undefined {
  return on === "key" && isAt(path, "mock_tool_results") ? { names: "mocks", tools: false } : undefined;
}
