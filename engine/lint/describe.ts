import { formats } from "../formats/index.ts";
import type { About } from "./rule.ts";

/** What there is to know of a rule besides its page, in a sentence or two: its severity, its formats, whether it has a fix. */
export function ruleFacts({ severity, off, formats: about, fixable }: About): string {
  const titles = about?.map((id) => formats.find((format) => format.id === id)?.title ?? id);
  return [
    off
      ? `Off unless a severity is set for it; ${severity} is meant.`
      : `Severity: ${severity}, where the vendor's own validator does not say otherwise.`,
    titles && `About: ${titles.join(", ")}.`,
    fixable && "Has a fix.",
  ]
    .filter(Boolean)
    .join(" ");
}
