import type { Flow } from "../../flow/flow.ts";
import { canBeSaid } from "../../simulate/voicetest/template.ts";
import type { NameKind } from "../format.ts";

/**
 * Why the thing of this kind that is called `now` cannot be called `name`, as a clause. The engine of the vendor compares
 * decisions without case, and looks global nodes and the way back from them up in lower case (vendor contract).
 */
export function misnamed(of: NameKind, name: string, flow: Flow, now: string): string | undefined {
  if (of === "variable" || of === "snippet")
    return canBeSaid(name) ? undefined : `a ${of}'s name is letters, digits and _ alone`;
  if (of !== "node") return undefined;
  const lower = name.toLowerCase();
  if (lower === "none" || lower === "stay") return `"${name}" means that nothing is chosen`;
  if (lower !== name && now === now.toLowerCase() && flow.nodes.some(({ global }) => global))
    return "in a graph with global nodes voicetest looks nodes up in lower case";
  const alike = flow.nodes.find(({ id }) => id !== now && id.toLowerCase() === lower);
  return alike && `voicetest does not tell it from "${alike.id}"`;
}
