import { list } from "../../../text/value.ts";

/** A text of a list that stands there before. */
export interface Repeated {
  readonly text: string;
  readonly at: number;
  readonly first: number;
}

/** The texts of a list that say again what an earlier one says: with the same `key`. Blank ones and what is no text are passed over. */
export function repeatedTexts(items: unknown, key = (text: string): string => text.trim()): Repeated[] {
  const firsts = new Map<string, number>();
  const found: Repeated[] = [];
  list(items).forEach((text, at) => {
    if (typeof text !== "string" || text.trim() === "") return;
    const first = firsts.get(key(text));
    if (first === undefined) firsts.set(key(text), at);
    else found.push({ text, at, first });
  });
  return found;
}

/** The texts of a list, without the blank ones. */
export function textsOf(items: unknown): string[] {
  return list(items).filter((text): text is string => typeof text === "string" && text.trim() !== "");
}
