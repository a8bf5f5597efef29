import type { Flow } from "../../flow/flow.ts";

// Which catalogue is a playbook's is Flowproof's choice: what the flow tests that walk it name as `skills`, else the file
// beside it that has its name, else the only one beside it. Whoever can look at files follows it; here is what names tell.

const ending = ".flowyte-skills.json";

/** Whether a file is a skill catalogue by its name. */
export function isCatalogueName(name: string): boolean {
  return name.endsWith(ending);
}

/** Whether it matters for a flow which skills there are: it is a playbook and calls some. */
export function callsSkills(flow: Flow | undefined): flow is Flow {
  return flow?.format === "flowyte-playbook" && flow.nodes.some((node) => node.tool !== undefined);
}

/**
 * The name that the catalogue of a playbook has beside it: the one with the playbook's own name, which may be missing, or
 * else the only one among the `names` of the files there.
 */
export function catalogueBeside(playbook: string, names: readonly string[]): string {
  const own = playbook.replace(/\.jsonc?$/i, "") + ending;
  const all = names.filter(isCatalogueName);
  return all.length === 1 ? all[0]! : own;
}
