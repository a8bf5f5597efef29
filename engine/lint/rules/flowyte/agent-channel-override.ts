import type { Fix } from "../../../flow/problem.ts";
import { quoted } from "../../../schema/words.ts";
import type { Path } from "../../../text/json.ts";
import { type Json, list, object, own } from "../../../text/value.ts";
import type { BodyRule, Report, SchemaRule } from "../../rule.ts";
import { channelAt } from "./agent-channel.ts";

/**
 * ## What it finds
 * In `channelOverrides`: a channel that does not say whether it is `enabled`, as the vendor's contract demands;
 * `maxSentences` below 1, a warning for 0, as nothing says that it is not taken for "no limit"; a misspelt channel; and an
 * `enabled` that contradicts `enabledChannels`. A hint for a greeting equal to the agent's own, for `spoken` replies in a
 * chat and for `markdown` in a call.
 * ## Why it matters
 * An override says what differs on a channel. What says the opposite elsewhere is decided by the vendor, and one that says
 * the same is forgotten when the other changes.
 * ## Example
 * `"channelOverrides": { "chat": { "greeting": "Hi!" } }`.
 * ## Instead
 * `"channelOverrides": { "chat": { "enabled": true, "greeting": "Hi!" } }`.
 */
export const agentChannelOverride: SchemaRule & BodyRule = {
  id: "flowyte/agent-channel-override",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  // Whether "enabled" is there is the schema's to find.
  bySchema: true,
  fixes(_, path, missing) {
    return missing === undefined ? [] : [true, false].map((enabled) => write([...path, missing], enabled));
  },
  checkBody(body, report, path) {
    const channels = own(body, "enabledChannels");
    const overrides = object(own(body, "channelOverrides")) ?? {};
    const names = Object.keys(overrides);
    const positions = new Map(list(channels).map((name, i) => [name, i]));
    for (const [channel, written] of Object.entries(overrides)) {
      const at = [...path, "channelOverrides", channel];
      // A strange name that is enabled is agent-channel's to report.
      if (!positions.has(channel)) channelAt(channel, { path: at, part: "key" }, report, names);
      const policy = object(written);
      if (!policy) continue;
      tooFewSentences(own(policy, "maxSentences"), at, report);
      if (positions.size > 0) contradiction(channel, policy, positions.get(channel), path, report);
      sameGreeting(own(policy, "greeting"), own(body, "greeting"), at, report);
      strangeStyle(channel, own(policy, "responseStyle"), at, report);
    }
  },
};

function tooFewSentences(most: unknown, at: Path, report: Report): void {
  if (typeof most !== "number" || most >= 1 || !Number.isInteger(most)) return;
  const path = [...at, "maxSentences"];
  report({ path }, `"maxSentences" is ${most}; expected at least 1`, {
    severity: most === 0 ? "warning" : "error",
    fixes: [{ title: `Remove "maxSentences"`, changes: [{ do: "remove", path }] }],
  });
}

function contradiction(channel: string, policy: Json, position: number | undefined, path: Path, report: Report): void {
  const enabled = own(policy, "enabled");
  if (typeof enabled !== "boolean" || enabled === (position !== undefined)) return;
  const at = [...path, "channelOverrides", channel, "enabled"];
  const all = [...path, "enabledChannels"];
  const inList: Fix =
    position === undefined
      ? { title: `Add ${quoted(channel)} to "enabledChannels"`, changes: [{ do: "insert", path: all, value: channel }] }
      : {
          title: `Remove ${quoted(channel)} from "enabledChannels"`,
          changes: [{ do: "remove", path: [...all, position] }],
        };
  report(
    { path: at },
    `Channel ${quoted(channel)} is ${enabled ? "enabled here, and not" : "not enabled here, but is"} one of "enabledChannels"`,
    {
      related: [
        {
          place: position === undefined ? { path: all, part: "key" } : { path: [...all, position] },
          message: "The channels the agent is reached on",
        },
      ],
      fixes: [inList, { ...write(at, !enabled), title: `Change to ${!enabled}` }],
    },
  );
}

function sameGreeting(greeting: unknown, shared: unknown, at: Path, report: Report): void {
  if (typeof greeting !== "string" || greeting.trim() === "" || greeting !== shared) return;
  const path = [...at, "greeting"];
  report({ path }, "The greeting is the agent's own; without it, the channel has the same", {
    severity: "hint",
    fixes: [{ title: `Remove "greeting"`, changes: [{ do: "remove", path }] }],
  });
}

function strangeStyle(channel: string, style: unknown, at: Path, report: Report): void {
  const path = [...at, "responseStyle"];
  const better = channel === "chat" ? "plain" : "spoken";
  if (!(channel === "chat" && style === "spoken") && !(channel === "voice" && style === "markdown")) return;
  report(
    { path },
    channel === "chat"
      ? `Replies in a chat are read; expected "plain" or "markdown"`
      : `Replies in a call are spoken, and markdown cannot be; expected "spoken" or "plain"`,
    { severity: "hint", fixes: [{ title: `Change to "${better}"`, changes: [{ do: "set", path, value: better }] }] },
  );
}

function write(path: Path, value: boolean): Fix {
  return { title: `Write "${path.at(-1)}": ${value}`, changes: [{ do: "set", path, value }] };
}
