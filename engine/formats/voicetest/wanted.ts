import { type Asked, type Braces, isAt, type Wanted } from "../wanted.ts";

/** What belongs at a place of an AgentGraph. */
export function wanted({ path, on }: Asked): Wanted | undefined {
  if (on === "key")
    return isAt(path, "source_metadata/default_dynamic_variables") ? { names: "variables", unbound: true } : undefined;
  if (path[0] === "nodes") return inNode(path);
  if (isAt(path, "entry_node_id")) return { names: "nodes" };
  if (isAt(path, "source_metadata/general_prompt")) return { names: "text", braces };
  // A snippet inside a snippet is not expanded (vendor contract).
  return isAt(path, "snippets/*") ? { names: "text", braces: braces.slice(0, 1) } : undefined;
}

function inNode(path: Asked["path"]): Wanted | undefined {
  if (isAt(path, "nodes/*/id")) return { names: "words", words: [String(path[1])] };
  if (isAt(path, "nodes/*/state_prompt")) return { names: "text", braces };
  if (isAt(path, "nodes/*/transitions/*/target_node_id")) return { names: "nodes" };
  if (isAt(path, "nodes/*/variables_to_extract/*/name")) return { names: "variables", unbound: true };
  if (isAt(path, "nodes/*/tools/*/name")) return { names: "tools" };
  const clause = "nodes/*/transitions/*/condition/equations/*";
  if (isAt(path, `${clause}/left`) || isAt(path, `${clause}/right`)) return { names: "variables" };
  return undefined;
}

const braces: readonly Braces[] = [
  { open: "{{", close: "}}", of: "variable" },
  { open: "{%", close: "%}", of: "snippet" },
];

/** What belongs at a place of a list of test cases, bare or in `items`. */
export function wantedInTests({ path, on }: Asked): Wanted | undefined {
  const inCase = path[0] === "items" ? path.slice(2) : path.slice(1);
  if (on === "key") return isAt(inCase, "dynamic_variables") ? { names: "variables" } : undefined;
  return isAt(inCase, "tool_mocks/*/tool_name") ? { names: "tools" } : undefined;
}
