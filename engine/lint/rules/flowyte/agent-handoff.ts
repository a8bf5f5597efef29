import { filledLater } from "../../../formats/flowyte/filledLater.ts";
import { quoted } from "../../../schema/words.ts";
import { object, own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";

/**
 * ## What it finds
 * In `handoffConfig`: an `escalationThreshold` below 0, and a `contextSummaryUrl` that is no address of the web.
 * ## Why it matters
 * With such a threshold the agent hands over every call, or none; the summary of a conversation is sent nowhere.
 * ## Example
 * `"contextSummaryUrl": "crm.example.com/summaries"`.
 * ## Instead
 * `"contextSummaryUrl": "https://crm.example.com/summaries"`.
 */
export const agentHandoff: BodyRule = {
  id: "flowyte/agent-handoff",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const config = object(own(body, "handoffConfig"));
    if (!config) return;
    const threshold = own(config, "escalationThreshold");
    if (typeof threshold === "number" && threshold < 0)
      report(
        { path: [...path, "handoffConfig", "escalationThreshold"] },
        `"escalationThreshold" is ${threshold}; expected at least 0`,
      );

    const url = own(config, "contextSummaryUrl");
    if (typeof url !== "string" || url.trim() === "" || filledLater(url) || isAddress(url)) return;
    const at = [...path, "handoffConfig", "contextSummaryUrl"];
    const meant = [url.trim(), `https://${url.trim()}`].find(isAddress);
    const isHost = meant !== undefined && /^https?:\/\/(?:[\w-]+\.)+[a-z]{2,}(?:[:/?#]|$)/i.test(meant);
    const right = isHost ? `did you mean ${quoted(meant)}?` : `expected one such as "https://example.com/summaries"`;
    report({ path: at }, `"contextSummaryUrl" is ${quoted(url)}, which is not a web address; ${right}`, {
      fixes: isHost ? [{ title: `Change to ${quoted(meant)}`, changes: [{ do: "set", path: at, value: meant }] }] : [],
    });
  },
};

/** Whether a text begins with a scheme and a host; what follows is for the host to judge. */
function isAddress(text: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\/[^\s/]\S*$/i.test(text);
}
