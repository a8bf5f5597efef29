import { list, own, text } from "../../text/value.ts";
import { type Asked, type Braces, isAt, type Wanted } from "../wanted.ts";
import { nodeType } from "./nodeTypes.ts";
import { sampledIn } from "./skills.ts";

/** What belongs at a place of a playbook graph. */
export function wanted({ path, on, value }: Asked): Wanted | undefined {
  const [container, index, member, key] = path;
  const item = list(own(value, String(container)))[Number(index)];
  if (container === "connections") {
    if (on === "key") return undefined;
    if (isAt(path, "connections/*/source") || isAt(path, "connections/*/target")) return { names: "nodes" };
    if (isAt(path, "connections/*/sourceHandle")) return { names: "handles", of: text(own(item, "source")) };
  }
  if (container !== "nodes" || member !== "data") return undefined;
  const data = own(item, "data");
  const of = text(own(data, "tool"));
  if (on === "key") {
    if (isAt(path, "nodes/*/data/args")) return { names: "parameters", of };
    return isAt(path, "nodes/*/data/output") ? { names: "variables", unbound: true } : undefined;
  }
  if (isAt(path, "nodes/*/data/tool")) return { names: "tools" };
  if (isAt(path, "nodes/*/data/output/*")) return { names: "outputs", of, pathsIn: sampledIn };
  if (isAt(path, "nodes/*/data/slot")) return { names: "variables", unbound: true };
  if (isAt(path, "nodes/*/data/condition/variable")) return { names: "variables" };
  const type = nodeType(text(own(item, "type")) ?? "")?.type;
  const isText = key === "args" ? type === "skill" : path.length === 4 && texts.get(type ?? "") === key;
  return isText ? { names: "text", braces } : undefined;
}

/** The member of each type's `data` in which placeholders are filled. */
const texts: ReadonlyMap<string, string> = new Map([
  ["start", "message"],
  ["message", "text"],
  ["collect", "prompt"],
  ["branch", "condition"],
]);

const braces: readonly Braces[] = [{ open: "{", close: "}", of: "variable" }];
