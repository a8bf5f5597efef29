import { quoted } from "../../../schema/words.ts";
import type { Path, Span } from "../../../text/json.ts";
import { list, object, own } from "../../../text/value.ts";
import type { BodyRule, Report } from "../../rule.ts";
import { repeatedTexts, textsOf } from "./repeatedTexts.ts";

/**
 * ## What it finds
 * In `lexicon`: a term that is both preferred and banned, and one that stands twice in a list; and a greeting, the agent's
 * or a channel's, with a banned term in it. Terms that differ in their capitals are different ones, as `Wi-Fi` may be
 * preferred and `wifi` banned; in a greeting a banned term is found in any capitals, unless it is part of a preferred one.
 * ## Why it matters
 * The agent is told two things at once, or breaks its own rule with its first sentence.
 * ## Example
 * `"greeting": "Hi guys!", "lexicon": { "banned": ["guys"] }`.
 * ## Instead
 * `"greeting": "Hi there!"`.
 */
export const agentLexicon: BodyRule = {
  id: "flowyte/agent-lexicon",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const lexicon = object(own(body, "lexicon"));
    if (!lexicon) return;
    const at = [...path, "lexicon"];
    const preferred = own(lexicon, "preferred");
    const banned = own(lexicon, "banned");
    repeats(preferred, [...at, "preferred"], report);
    repeats(banned, [...at, "banned"], report);
    inBoth(preferred, banned, at, report);
    const greetings: [text: unknown, path: Path][] = [[own(body, "greeting"), [...path, "greeting"]]];
    for (const [channel, policy] of Object.entries(object(own(body, "channelOverrides")) ?? {}))
      greetings.push([own(policy, "greeting"), [...path, "channelOverrides", channel, "greeting"]]);
    for (const [text, where] of greetings)
      if (typeof text === "string") bannedIn(text, textsOf(banned), textsOf(preferred), where, report);
  },
};

function repeats(terms: unknown, at: Path, report: Report): void {
  for (const { text, at: i, first } of repeatedTexts(terms))
    report({ path: [...at, i] }, `${quoted(text)} stands twice in "${at.at(-1)}"`, {
      related: [{ place: { path: [...at, first] }, message: "The first time" }],
      fixes: [{ title: "Remove this term", safe: true, changes: [{ do: "remove", path: [...at, i] }] }],
    });
}

function inBoth(preferred: unknown, banned: unknown, at: Path, report: Report): void {
  const positions = new Map<string, number>();
  list(preferred).forEach((term, i) => {
    if (typeof term === "string" && term.trim() !== "") positions.set(term.trim(), i);
  });
  const seen = new Set<string>();
  list(banned).forEach((term, i) => {
    const position = typeof term === "string" ? positions.get(term.trim()) : undefined;
    if (typeof term !== "string" || position === undefined || seen.has(term.trim())) return;
    seen.add(term.trim());
    const [here, there] = [
      [...at, "banned", i],
      [...at, "preferred", position],
    ];
    report({ path: here }, `${quoted(term)} is both preferred and banned`, {
      related: [{ place: { path: there }, message: "Preferred here" }],
      fixes: [
        { title: `Remove it from "banned"`, changes: [{ do: "remove", path: here }] },
        { title: `Remove it from "preferred"`, changes: [{ do: "remove", path: there }] },
      ],
    });
  });
}

function bannedIn(greeting: string, banned: string[], preferred: string[], path: Path, report: Report): void {
  const said = greeting.toLowerCase();
  // Some letters are longer in lower case: then positions would not fit.
  if (said.length !== greeting.length || greeting.length * (banned.length + preferred.length) > MOST_COMPARED) return;
  // At each letter, how far the preferred terms reach that begin there or before.
  const reach = new Int32Array(said.length);
  for (const { start, end } of preferred.flatMap((term) => spansOf(term, said)))
    reach[start] = Math.max(reach[start]!, end);
  for (let i = 1; i < reach.length; i++) reach[i] = Math.max(reach[i]!, reach[i - 1]!);
  for (const term of new Set(banned.map((each) => each.trim()))) {
    const found = spansOf(term, said).find(({ start, end }) => reach[start]! < end);
    if (found) report({ path, part: found }, `The greeting says ${quoted(term)}, which is banned`);
  }
}

/** How many letters are compared for one greeting: longer lists of terms are no lexicon. */
const MOST_COMPARED = 2_000_000;

/** Where a term stands as words of their own in a text of small letters. */
function spansOf(term: string, said: string): Span[] {
  const wanted = term.trim().toLowerCase();
  const found: Span[] = [];
  for (let start = said.indexOf(wanted); start >= 0; start = said.indexOf(wanted, start + wanted.length)) {
    const end = start + wanted.length;
    if (!isLetter(said.charAt(start - 1)) && !isLetter(said.charAt(end))) found.push({ start, end });
  }
  return found;
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}
