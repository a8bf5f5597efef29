import type { Flow, FlowNode } from "../flow/flow.ts";
import { drive } from "../flowtest/drive.ts";
import type { MadeChoice } from "../flowtest/script.ts";
import type { Path } from "../text/json.ts";
import type { Situation } from "./context.ts";
import type { Named } from "./tools.ts";

/**
 * What the turn at a path may choose: what the node offers at which the turn is heard, when the case is played up to it;
 * where the walk does not come so far, what any node offers.
 */
export function choicesIn(situation: Situation, turn: Path): Named[] {
  const { flow } = situation;
  if (!flow) return [];
  const heard = choiceAt(situation, flow, turn);
  if (heard) {
    const node = flow.byId.get(heard.node);
    return heard.options.map(({ id }) => ({ name: id, detail: detailOf(flow, node, id) }));
  }
  const all = new Map<string, Named>();
  for (const node of flow.nodes)
    for (const option of node.waits ? optionsOf(node) : [])
      if (!all.has(option)) all.set(option, { name: option, detail: `${detailOf(flow, node, option)}, at ${node.id}` });
  return [...all.values()];
}

function choiceAt({ case: one, context, skills }: Situation, flow: Flow, path: Path): MadeChoice | undefined {
  const at = one?.turnPlaces?.findIndex((place) => "path" in place && place.path.at(-1) === path.at(-1)) ?? -1;
  if (!one || one.skip !== undefined) return undefined;
  const index = at < 0 ? one.turns.length : at;
  const said = one.turns[index]?.user ?? "?";
  try {
    const played = { ...one, turns: [...one.turns.slice(0, index), { user: said }] };
    return drive(flow, played, { skills: context.tests?.skills ?? skills }).choices.find(
      (choice) => choice.turn === index,
    );
  } catch {
    return undefined; // a list of words is no reason to fail over a walk
  }
}

/** What a node can have decided, as a trace shows it: its handles, or else its transitions, or else where they lead. */
export function decisionsOf(flow: Flow | undefined, of: string | undefined): Named[] {
  const node = of === undefined ? undefined : flow?.byId.get(of);
  if (!flow || !node) return [];
  const names = node.handles ?? optionsOf(node);
  return [...new Set(names)].map((name) => ({ name, detail: detailOf(flow, node, name) }));
}

function optionsOf({ transitions }: FlowNode): string[] {
  return transitions.flatMap(({ id, target }) => id ?? target?.id ?? []);
}

function detailOf(flow: Flow, node: FlowNode | undefined, option: string): string {
  const transition = node?.transitions.find(({ id, handle, target }) => [id, handle, target?.id].includes(option));
  const target = transition?.target && (flow.byId.get(transition.target.id)?.name ?? transition.target.id);
  const label = transition?.label && transition.label !== option ? transition.label : undefined;
  return [label, target !== undefined && target !== option && `→ ${target}`].filter(Boolean).join(" ") || "transition";
}
