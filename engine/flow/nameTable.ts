import type { Flow, FlowNode, Use } from "./flow.ts";

/** A use by its position: which node, `AROUND` for the flow itself, and which of its uses. Holds for all of one shape. */
export interface Spot {
  readonly node: number;
  readonly use: number;
}

/** The `node` of what stands in none. */
export const AROUND = -1;

/** Where a name is used, each list in the order of the nodes; what stands in none comes last. */
export interface NameUses {
  readonly reads: readonly Spot[];
  readonly binds: readonly Spot[];
  readonly declares: readonly Spot[];
}

/** The names of a flow by what they are of. Of nodes it has those that tokens name; the flow itself knows the others. */
export type NameTable = Readonly<Record<"variable" | "snippet" | "tool" | "node", ReadonlyMap<string, NameUses>>>;

type Entry = { -readonly [K in keyof NameUses]: readonly Spot[] };

const none: readonly Spot[] = [];

/** Where each name of a flow is used. It holds nothing of the version it was made from. */
export function nameTable(flow: Flow): NameTable {
  const table = {
    variable: new Map<string, Entry>(),
    snippet: new Map<string, Entry>(),
    tool: new Map<string, Entry>(),
    node: new Map<string, Entry>(),
  };
  const note = (uses: readonly Use[], node: number): void => {
    for (let i = 0; i < uses.length; i++) {
      const { of, name, how } = uses[i]!;
      if (of === "parameter" || (of === "node" && how === "declares")) continue;
      const names = table[of];
      let entry = names.get(name);
      if (!entry) {
        entry = { reads: none, binds: none, declares: none };
        names.set(name, entry);
      }
      const spots = entry[how];
      if (spots === none) entry[how] = [{ node, use: i }];
      else (spots as Spot[]).push({ node, use: i });
    }
  };
  for (const node of flow.nodes) note(node.uses, node.index);
  note(flow.uses, AROUND);
  return table;
}

/** Whether a flow knows something as a variable's name, by more than a word that may be one. */
export function namesVariable(flow: Flow, table: NameTable, name: string): boolean {
  if (flow.given?.has(name)) return true;
  const uses = table.variable.get(name);
  if (!uses) return false;
  return uses.binds.length > 0 || uses.declares.length > 0 || uses.reads.some((spot) => !useAt(flow, spot).perhaps);
}

/** The use that a spot names. */
export function useAt(flow: Flow, { node, use }: Spot): Use {
  return (node === AROUND ? flow : flow.nodes[node]!).uses[use]!;
}

/** The node that a spot lies in; undefined for what stands in none. */
export function nodeOf(flow: Flow, { node }: Spot): FlowNode | undefined {
  return flow.nodes[node];
}
