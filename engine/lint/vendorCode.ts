import type { Flow } from "../flow/flow.ts";

/**
 * The code word under which a vendor's own validator reports the same thing, for the end of a message, so that a person
 * who met it there finds it here (vendor contract); empty for flows of other vendors.
 */
export function yapprCode(flow: Pick<Flow, "format">, code: string | undefined): string {
  return flow.format === "yappr-flow" && code ? ` (Yappr: ${code})` : "";
}
