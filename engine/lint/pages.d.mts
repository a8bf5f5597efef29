/** The headings of every page. */
export const headings: readonly string[];
/** The pages of all rules by id, as Markdown below a title; throws on a rule whose page lacks a heading. */
export function pages(): Map<string, string>;
/** Writes pages.generated.js, unless it says the same already. */
export function writePages(): void;
