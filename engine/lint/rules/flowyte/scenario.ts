import type { Flow } from "../../../flow/flow.ts";
import type { Case, FlowTest } from "../../../flowtest/model.ts";
import { remember } from "../../../text/remember.ts";

/** The cases of a file that walk a playbook, each with the playbook. */
export function* scenariosOf({ cases }: FlowTest, flow: Flow | undefined): Iterable<{ one: Case; playbook: Flow }> {
  for (const one of cases) {
    const playbook = one.flow ?? flow;
    if (playbook?.format === "flowyte-playbook") yield { one, playbook };
  }
}

/** The tools of the skills that a playbook calls. */
export const toolsOf = remember(
  (playbook: Flow): ReadonlySet<string> => new Set(playbook.nodes.flatMap(({ tool }) => tool ?? [])),
);
