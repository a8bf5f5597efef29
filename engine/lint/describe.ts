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

/** The page of a rule, as Markdown; empty for a rule without one. Loaded when first asked for. */
export async function rulePage(id: string): Promise<string> {
  const { pages } = await import("./pages.generated.js");
  return Object.hasOwn(pages, id) ? pages[id]! : "";
}
