import type { Fix } from "../../../flow/problem.ts";
import { foreseenChannels } from "../../../formats/flowyte/channels.ts";
import { filledLater } from "../../../formats/flowyte/filledLater.ts";
import { quoted } from "../../../schema/words.ts";
import type { Path } from "../../../text/json.ts";
import { nearest } from "../../../text/nearest.ts";
import { list, object, own } from "../../../text/value.ts";
import type { BodyRule, Report } from "../../rule.ts";
import { repeatedTexts } from "./repeatedTexts.ts";

/**
 * ## What it finds
 * In `enabledChannels`: a misspelt channel, one that stands there twice, and an active agent without any. The channels are
 * `voice` and `chat`; the vendor's contract foresees `sms`, `whatsapp` and `email` and calls the list open, so another
 * name gets a hint.
 * ## Why it matters
 * The agent cannot be reached where it was meant to be.
 * ## Example
 * `"enabledChannels": ["Voice", "caht"]`.
 * ## Instead
 * `"enabledChannels": ["voice", "chat"]`.
 */
export const agentChannel: BodyRule = {
  id: "flowyte/agent-channel",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const at = [...path, "enabledChannels"];
    const written = own(body, "enabledChannels");
    if (Array.isArray(written) && written.length === 0 && own(body, "isActive") !== false)
      report({ path: at }, `"enabledChannels" is empty: the agent cannot be reached`, {
        fixes: addOverridden(own(body, "channelOverrides"), at),
      });
    const repeated = new Set<number>();
    for (const { text, at: i, first } of repeatedTexts(written, (name) => name.trim().toLowerCase())) {
      repeated.add(i);
      report({ path: [...at, i] }, `${quoted(text)} stands twice in "enabledChannels"`, {
        related: [{ place: { path: [...at, first] }, message: "The first time" }],
        fixes: [{ title: "Remove this channel", safe: true, changes: [{ do: "remove", path: [...at, i] }] }],
      });
    }
    list(written).forEach((name, i) => {
      if (typeof name === "string" && !repeated.has(i)) channelAt(name, { path: [...at, i] }, report);
    });
  },
};

/** Reports a name that is no channel. Where the right one is among the `others`, writing it would make two of it. */
export function channelAt(
  name: string,
  place: { readonly path: Path; readonly part?: "key" },
  report: Report,
  others: readonly string[] = [],
): void {
  if (foreseenChannels.includes(name) || filledLater(name)) return;
  const meant = nearest(name.trim(), foreseenChannels);
  if (meant !== undefined && others.includes(meant))
    report(place, `${quoted(name)} is not a channel; ${quoted(meant)} stands beside it`);
  else if (meant !== undefined)
    report(place, `${quoted(name)} is not a channel; did you mean ${quoted(meant)}?`, { suggestion: meant });
  else if (name.trim() === "") report(place, `A channel is blank; expected "voice" or "chat"`);
  else
    report(place, `${quoted(name)} is not a channel that Flowyte describes; it describes "voice" and "chat"`, {
      severity: "hint",
    });
}

/** Enables the channels whose overrides say that they are. */
function addOverridden(overrides: unknown, at: Path): Fix[] {
  return Object.entries(object(overrides) ?? {}).flatMap(([name, policy]) =>
    own(policy, "enabled") === true && foreseenChannels.includes(name)
      ? [{ title: `Add ${quoted(name)}`, changes: [{ do: "insert" as const, path: at, value: name }] }]
      : [],
  );
}
