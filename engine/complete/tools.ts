import type { Flow } from "../flow/flow.ts";
import type { Case } from "../flowtest/model.ts";
import { graphOf } from "../lint/graph.ts";
import type { Skill } from "../simulate/state.ts";

/** A name and a few words about it. */
export interface Named {
  readonly name: string;
  readonly detail: string;
}

/** What can be mocked, and a sample of what it returns. */
export interface Mockable extends Named {
  readonly returns?: unknown;
}

/** The tools that can be called: those of the catalogue, then those that the flow names besides. */
export function toolsOf(
  flow: Flow | undefined,
  skills: readonly Skill[],
): { tool: string; detail: string; about?: string }[] {
  const known = skills.map(({ tool, description, confirm }) => ({
    tool,
    detail: confirm ? "asks the caller first" : "skill",
    about: description,
  }));
  const listed = new Set(known.map(({ tool }) => tool));
  const named = flow ? [...graphOf(flow).names.tool.keys()] : [];
  return [
    ...known,
    ...named.filter((tool) => !listed.has(tool)).map((tool) => ({ tool, detail: "named in the flow" })),
  ];
}

/**
 * What a case can answer for: the nodes that call a tool, and with `tools` the tools that several of them call. Those
 * without an answer come first.
 */
export function mockableIn(
  flow: Flow | undefined,
  one: Case | undefined,
  skills: readonly Skill[],
  tools: boolean,
): Mockable[] {
  if (!flow) return [];
  const callers = flow.nodes.filter(({ kind }) => kind === "tool");
  const calls = new Map<string, number>();
  for (const { tool } of callers) if (tool !== undefined) calls.set(tool, (calls.get(tool) ?? 0) + 1);
  const isMocked = (name: string | undefined): boolean => name !== undefined && (one?.mocks.has(name) ?? false);
  const open: Mockable[] = [];
  const done: Mockable[] = [];
  for (const { id, name, tool } of callers) {
    const skill = skills.find((each) => each.tool === tool);
    const asks = skill?.confirm ? ", asks the caller first" : "";
    const title = name && name !== id ? `${name} · ` : "";
    const list = isMocked(id) || (tools && isMocked(tool)) ? done : open;
    list.push({
      name: id,
      detail: `${title}${tool === undefined || tool === id ? "tool" : `calls ${tool}`}${asks}`,
      returns: skill?.returns,
    });
  }
  if (!tools) return [...open, ...done];
  for (const [tool, count] of calls)
    if (!flow.byId.has(tool))
      (isMocked(tool) ? done : open).push({
        name: tool,
        detail: `called by ${count === 1 ? "1 node" : `${count} nodes`}`,
      });
  return [...open, ...done];
}

/** The names under which tools' results go: the readable name of a node, or its id where it has none. */
export function resultNames(flow: Flow | undefined): Named[] {
  const tools = flow?.nodes.filter(({ kind }) => kind === "tool") ?? [];
  return [
    ...new Map(
      tools.map(({ id, name, tool }) => [name ?? id, { name: name ?? id, detail: `result of ${tool ?? id}` }]),
    ).values(),
  ];
}
