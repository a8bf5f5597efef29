import type { Path } from "../../text/json.ts";
import { list, object, own, ownAt, text } from "../../text/value.ts";
import { type Asked, isAt, type Wanted } from "../wanted.ts";
import { madeOf } from "./cases.ts";

/** What belongs at a place of a file of cases. */
export function wanted({ path, on, value }: Asked): Wanted | undefined {
  if (on === "value") {
    if (isAt(path, "flow") || isAt(path, "graph")) return { names: "files", hold: "flow" };
    if (isAt(path, "skills")) return { names: "files", hold: "skills" };
  }
  // A file that is begun with turns instead of cases is read as the one case it will probably be.
  const inCase = path[0] === "cases" ? path.slice(2) : path[0] === "defaults" ? path.slice(1) : path;
  if (on === "value" && (isAt(inCase, "setup") || isAt(inCase, "setup/*")))
    return { names: "words", words: setupsOffered(value, path[0] === "cases" ? Number(path[1]) : undefined) };
  const at = path.slice(0, path.length - inCase.length);
  const body = ownAt(value, at);
  return on === "key" ? keyIn(inCase, body) : valueIn(inCase, body, at);
}

/** What the other cases are called. */
function setupsOffered(value: unknown, but: number | undefined): readonly string[] {
  const names = list(own(value, "cases")).flatMap((one, index) =>
    index === but || !object(one) ? [] : madeOf({ value: one, path: [], index }).map(({ name }) => name),
  );
  return [...new Set(names)].slice(0, 1000);
}

function keyIn(path: Path, body: unknown): Wanted | undefined {
  if (isAt(path, "mocks") || isAt(path, "mock_tool_results")) return { names: "mocks", tools: true };
  if (variables.some((pattern) => isAt(path, pattern))) return { names: "variables" };
  if (isAt(path, "expect/decisions"))
    return { names: "nodes", first: ["conversation", "logic", "tool", "collect", "extract"] };
  if (isAt(path, "expect/results") || isAt(path, "expect/named_results")) return { names: "results" };
  if (isAt(path, "expect/calls/*/args"))
    return { names: "parameters", of: text(own(ownAt(body, path.slice(0, -1)), "tool")) };
  return undefined;
}

function valueIn(path: Path, body: unknown, at: Path): Wanted | undefined {
  if (nodes.some((pattern) => isAt(path, pattern))) return { names: "nodes" };
  if (isAt(path, "expect/ended_at") || isAt(path, "expect/ended_at_step_id"))
    return { names: "nodes", first: ["end", "transfer"] };
  if (isAt(path, "turns/*/take") || isAt(path, "transcript/*/take"))
    return { names: "choices", turn: [...at, ...path.slice(0, 2)] };
  if (isAt(path, "expect/decisions/*") || isAt(path, "expect/decisions/*/*"))
    return { names: "decisions", of: String(path[2]) };
  if (isAt(path, "expect/trace/*/decision"))
    return { names: "decisions", of: text(own(ownAt(body, path.slice(0, -1)), "step_id")) };
  if (isAt(path, "confirm/*")) return { names: "tools" };
  return isAt(path, "expect/calls/*/tool") ? { names: "tools", node: true } : undefined;
}

const variables = ["variables", "turns/*/slots", "transcript/*/slots", "expect/variables"];

const nodes = ["start_at", "expect/path/*", "expect/visits/*", "expect/not_visits/*", "expect/trace/*/step_id"];
