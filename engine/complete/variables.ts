import type { Flow, FlowNode } from "../flow/flow.ts";
import { AROUND, type NameUses, useAt } from "../flow/nameTable.ts";
import { graphOf } from "../lint/graph.ts";

/** A name that texts of a flow may have between braces. */
export interface Known {
  readonly name: string;
  /** Where its value comes from. */
  readonly detail: string;
  /** Nothing gives it a value: it is only read somewhere. */
  readonly unbound: boolean;
}

/**
 * The variables of a flow: those that have a value, then those that are only read, or the other way round. A name that
 * the node `from` alone reads once is left out: it may be the one that is being typed.
 */
export function variablesOf(flow: Flow, from: FlowNode | undefined, unboundFirst = false): Known[] {
  const bound: Known[] = [];
  const unbound: Known[] = [];
  const { variable } = graphOf(flow).names;
  for (const [name, uses] of variable) {
    const detail = originOf(flow, uses);
    if (detail !== undefined) bound.push({ name, detail, unbound: false });
    else if (!flow.given?.has(name) && isRead(flow, uses, from))
      unbound.push({ name, detail: "read, and bound nowhere", unbound: true });
  }
  for (const name of flow.given ?? [])
    if (!bound.some((other) => other.name === name))
      bound.push({ name, detail: "given by the platform", unbound: false });
  return unboundFirst ? [...unbound, ...bound] : [...bound, ...unbound];
}

/** The snippets of a flow. */
export function snippetsOf(flow: Flow): Known[] {
  return [...graphOf(flow).names.snippet].flatMap(([name, { declares }]) =>
    declares.length > 0 ? [{ name, detail: "snippet", unbound: false }] : [],
  );
}

function originOf(flow: Flow, { binds, declares }: NameUses): string | undefined {
  if (binds[0]) return `bound by ${flow.nodes[binds[0].node]?.id ?? "the flow"}`;
  return declares[0] && "declared for the flow";
}

function isRead(flow: Flow, { reads }: NameUses, from: FlowNode | undefined): boolean {
  const sure = reads.filter((spot) => !useAt(flow, spot).perhaps);
  if (sure.length !== 1) return sure.length > 0;
  return sure[0]!.node === AROUND ? from !== undefined : sure[0]!.node !== from?.index;
}
