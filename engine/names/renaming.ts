import type { Flow } from "../flow/flow.ts";
import type { Document } from "../formats/format.ts";
import { formats } from "../formats/index.ts";
import type { TextEdit } from "../text/edit.ts";
import { bareSpan } from "./bareSpan.ts";
import type { Name } from "./name.ts";
import { sameThing } from "./same.ts";
import { spelt } from "./spelt.ts";

/** Why a name can be given no other, in words for the user; undefined where it can. */
export function fixedName({ of, name, scope, flow, titled, role, case: inCase }: Name): string | undefined {
  if (titled) return "This is the node's name for people; change it in the node";
  if (!flow) return inCase ? `Nobody knows here which flow this test walks, and so what else "${name}" is` : undefined;
  if (of === "node") {
    if (!flow.byId.has(name)) return `"${name}" is not a node of the flow`;
    if (flow.duplicates.some(({ id }) => id === name))
      return `Several nodes have the id "${name}"; give them ids of their own first`;
  }
  if (of === "transition" && role !== "declares" && !isTransition(flow, scope, name))
    return scope ? `"${name}" is no transition of "${scope}"` : `"${name}" is no transition of the flow`;
  if (of === "variable" && flow.given?.has(name)) return `"${name}" is what the platform calls it`;
  return undefined;
}

function isTransition(flow: Flow, scope: string | undefined, name: string): boolean {
  const node = flow.byId.get(scope ?? "");
  return node?.transitions.some(({ id }) => id === name) ?? false;
}

/**
 * Why a thing cannot be called `to`, in words for the user; undefined where it can. `flows` are those it is named in, and
 * `around` the names in all files that could hold one of either name. Renaming never makes one thing of two, nor a thing of
 * mere text; that the other name is referred to and missing is no objection, because just that may be what is being mended.
 */
export function objection(name: Name, to: string, flows: Iterable<Flow>, around: Iterable<Name>): string | undefined {
  const { of, before } = name;
  const refuse = (why: string): string => `Cannot rename "${bare(name)}" to "${to}": ${why}`;
  if (to.trim() === "") return "A name cannot be empty";
  if (to.trim() !== to) return refuse("it begins or ends with a blank");
  const wanted = { ...name, name: before + to };
  for (const flow of flows) {
    const format = formats.find(({ id }) => id === flow.format);
    const why = format?.misnamed?.(of, to, flow, bare(name)) ?? alsoMocked(name, to, flow);
    if (why !== undefined) return refuse(why);
  }
  for (const other of around) {
    if (sameThing(other, name) && !wanted.name.startsWith(other.before))
      return refuse(`"${other.before}" has to stay in front of it`);
    if (!sameThing(other, wanted)) continue;
    if (other.perhaps) return refuse("an equation compares with that word, and would mean the variable then");
    if (takes(other)) return refuse(`there is a ${of} of that name already`);
  }
  return undefined;
}

/** Whether a name shows that there is a thing of its name. */
function takes({ of, role, node }: Name): boolean {
  if (role === "declares" || role === "binds" || role === "gives") return true;
  return of === "tool" && role === "reads" && node !== undefined;
}

/** Mocks go by node or else by tool: a tool's node must not come to be called like the tool of another. */
function alsoMocked({ of, name }: Name, to: string, flow: Flow): string | undefined {
  const either = `a mock called "${to}" could mean the node or the tool`;
  if (of === "node") {
    const node = flow.byId.get(name);
    const others = node?.kind === "tool" && node.tool !== to && flow.nodes.some(({ tool }) => tool === to);
    return others ? either : undefined;
  }
  const node = of === "tool" ? flow.byId.get(to) : undefined;
  return node?.kind === "tool" && node.tool !== name ? either : undefined;
}

/**
 * The edits that give names of one thing another: only their own characters change, escaped as JSON asks for. Where a list
 * is `shared` with things of the same name that keep it, the other name comes after it.
 */
export function renaming(
  document: Document,
  names: readonly Name[],
  { from, to, shared }: { readonly from: Name; readonly to: string; readonly shared?: boolean },
): TextEdit[] {
  const whole = from.before + to;
  const edits = new Map<number, TextEdit>();
  for (const name of names) {
    const { start, end } = bareSpan(document, name);
    const text = spelt(whole.slice(name.before.length));
    if (!shared) edits.set(start, { start, end, text });
    else if ("path" in name.place && typeof name.place.path.at(-1) === "number")
      edits.set(end, { start: end, end, text: `", "${text}` });
  }
  return [...edits.values()].sort((a, b) => a.start - b.start);
}

/** The name as people would type it: without the front part. */
export function bare({ name, before }: Name): string {
  return name.slice(before.length);
}
