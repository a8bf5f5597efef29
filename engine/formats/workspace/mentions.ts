import { list, own, ownAt, text } from "../../text/value.ts";
import type { Document, Mention } from "../format.ts";
import { overridesIn } from "./severities.ts";

/** The flows that tests are paired with, and the nodes that severities are set for. */
export function mentionsOf({ value, path }: Document): Mention[] {
  const tests = list(ownAt(value, [...path, "tests"])).flatMap((entry, i): Mention[] => {
    const flow = text(own(entry, "flow"));
    return flow ? [{ as: "file", name: flow, how: "reads", place: { path: [...path, "tests", i, "flow"] } }] : [];
  });
  const at = [...path, "overrides"];
  const nodes = list(ownAt(value, at)).flatMap((entry, i) => {
    const files = overridesIn([entry])[0]?.files ?? [];
    const nodes = own(entry, "nodes");
    const found: Mention[] = [];
    const note = (id: unknown, steps: readonly number[]): void => {
      if (typeof id !== "string") return;
      found.push({ as: "node", name: id, how: "reads", place: { path: [...at, i, "nodes", ...steps] }, files });
    };
    if (Array.isArray(nodes)) nodes.forEach((id, j) => void note(id, [j]));
    else note(nodes, []);
    return found;
  });
  return [...tests, ...nodes];
}
