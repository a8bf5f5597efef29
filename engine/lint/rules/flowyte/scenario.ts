import type { Flow } from "../../../flow/flow.ts";
import type { Case, FlowTest } from "../../../flowtest/model.ts";

/** The cases of a file that walk a playbook, each with the playbook. */
export function* scenariosOf({ cases }: FlowTest, flow: Flow | undefined): Iterable<{ one: Case; playbook: Flow }> {
  for (const one of cases) {
    const playbook = one.flow ?? flow;
    if (playbook?.format === "flowyte-playbook") yield { one, playbook };
  }
}

const called = new WeakMap<Flow, ReadonlySet<string>>();

/** The tools of the skills that a playbook calls. */
export function toolsOf(playbook: Flow): ReadonlySet<string> {
  let tools = called.get(playbook);
  if (!tools) {
    tools = new Set(playbook.nodes.flatMap(({ tool }) => tool ?? []));
    called.set(playbook, tools);
  }
  return tools;
}
