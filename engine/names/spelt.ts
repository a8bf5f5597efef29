/** How a name stands between the quotes of a JSON string. */
export function spelt(name: string): string {
  return JSON.stringify(name).slice(1, -1);
}

/**
 * Whether a JSON text may hold a name, in any spelling: as it is, without regard to case, or with escapes, which can
 * spell anything. Costs a search, where reading the text would cost a hundred times as much.
 */
export function mayHold(text: string, name: string): boolean {
  if (text.includes(spelt(name)) || text.includes("\\u") || (name.includes("/") && text.includes("\\/"))) return true;
  // Only a test's choice of what to take is compared without case.
  return text.includes('"take"') && text.toLowerCase().includes(spelt(name).toLowerCase());
}
