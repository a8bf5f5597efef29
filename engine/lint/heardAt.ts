import type { Flow } from "../flow/flow.ts";
import { remember } from "../text/remember.ts";

/**
 * The ids of the nodes of a voicetest graph at which a caller is heard even if the call goes on from them, or ends, as
 * soon as they have spoken (vendor contract): a call begins there, or comes there by the `always` of a node that has just
 * spoken.
 */
export const heardAt = remember((flow: Flow): ReadonlySet<string> => {
  const heard = new Set(flow.starts.map(({ id }) => id));
  for (const { kind, transitions } of flow.nodes)
    if (kind !== "logic" && kind !== "extract" && kind !== "tool")
      for (const { handle, target } of transitions) if (handle === "always" && target) heard.add(target.id);
  return heard;
});
