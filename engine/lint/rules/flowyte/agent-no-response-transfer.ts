import { own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";
import { hasHandoffNumber } from "./handoffNumber.ts";

/**
 * ## What it finds
 * `"onNoResponseAction": "transfer"` in an agent without `handoffConfig.transferDestination`. An update that leaves
 * `handoffConfig` alone is not judged.
 * ## Why it matters
 * A silent caller is to be transferred to the handoff number (vendor contract), and there is none. Transfer rules do not
 * help: they are chosen by what the caller says.
 * ## Example
 * `"callControl": { "onNoResponseAction": "transfer" }` and no `handoffConfig`.
 * ## Instead
 * `"handoffConfig": { "transferDestination": "+16175550142" }` besides, or `"onNoResponseAction": "end_call"`.
 */
export const agentNoResponseTransfer: BodyRule = {
  id: "flowyte/agent-no-response-transfer",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path, format) {
    if (own(own(body, "callControl"), "onNoResponseAction") !== "transfer") return;
    if (hasHandoffNumber(body, format) !== false) return;
    const at = [...path, "callControl", "onNoResponseAction"];
    report(
      { path: at },
      `A silent caller is to be transferred, but "handoffConfig" has no "transferDestination"; expected one, or "end_call"`,
      { fixes: [{ title: `Change to "end_call"`, changes: [{ do: "set", path: at, value: "end_call" }] }] },
    );
  },
};
