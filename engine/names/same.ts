import type { Name } from "./name.ts";

/** Which thing a name is of, apart from its flow. */
export type Thing = Pick<Name, "of" | "name" | "scope">;

/**
 * Whether two names are of one thing. Variables, nodes, transitions and snippets are their flow's; a tool and its
 * parameters are also the catalogue's, so a name without a flow is compared with any. Whoever compares across files sees
 * to it that the files belong together.
 */
export function sameThing(a: Thing & Pick<Name, "flow">, b: Thing & Pick<Name, "flow">): boolean {
  return a.of === b.of && a.name === b.name && a.scope === b.scope && (!a.flow || !b.flow || a.flow === b.flow);
}

/** Whether a name is where its thing comes from: its declaration, or else what gives it its value. */
export function isWrite({ role }: Name): boolean {
  return role === "declares" || role === "binds" || role === "gives";
}
