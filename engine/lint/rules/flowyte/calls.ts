import type { Flow, FlowNode } from "../../../flow/flow.ts";
import type { Skill } from "../../../simulate/state.ts";
import { remember } from "../../../text/remember.ts";
import { type Json, object, own } from "../../../text/value.ts";
import { meantAmong } from "../../meant.ts";

/** A node that calls a skill which the catalogue knows. */
export interface Call {
  readonly node: FlowNode;
  readonly skill: Skill;
  /** What the node gives along; undefined where that is no object. */
  readonly args: Json | undefined;
}

/** The calls of a flow that the catalogue knows, in the order of the nodes; none where there is no catalogue. */
export function* callsOf(flow: Flow, skills: readonly Skill[] | undefined): Iterable<Call> {
  if (!skills) return;
  const known = byTool(skills);
  for (const node of flow.nodes) {
    const skill = node.tool === undefined ? undefined : known.get(node.tool);
    if (!skill) continue;
    const args = own(own(node.value, "data"), "args");
    yield { node, skill, args: args === undefined ? {} : object(args) };
  }
}

/** The skills of a catalogue by their tool names; of two with one name the first. */
export const byTool = remember(
  (skills: readonly Skill[]): ReadonlyMap<string, Skill> =>
    new Map(skills.map((skill) => [skill.tool, skill] as const).reverse()),
);

/**
 * The arguments of a call that are no parameters of its skill, each with the parameter that was most likely meant: one
 * that is not given. Empty where the catalogue lists no parameters, for then nothing is known about them.
 */
export function strangeArguments({ skill, args }: Call): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  if (!skill.listsParams || !args) return found;
  const strange = Object.keys(args).filter((name) => !skill.params.has(name));
  if (strange.length === 0) return found;
  const meant = meantAmong([...skill.params.keys()].filter((param) => !Object.hasOwn(args, param)));
  for (const name of strange) found.set(name, meant(name));
  return found;
}
