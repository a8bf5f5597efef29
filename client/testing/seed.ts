import * as vscode from "vscode";

/** Seeds are below this, as those of the command, so that one can be tried there as well. */
const seeds = 1_000_000_000;

/** A seed that nobody has chosen. */
export function drawnSeed(): number {
  return Math.floor(Math.random() * seeds);
}

/** Asks what the next orders shall be drawn from: one seed, or another each time; undefined when that is left as it is. */
export async function askForSeed(now: number | undefined): Promise<{ readonly seed: number | undefined } | undefined> {
  const written = await vscode.window.showInputBox({
    title: "Seed of the Random Order",
    prompt: "The same seed gives the same order; empty for another order each time",
    placeHolder: "Another order each time",
    value: now === undefined ? "" : String(now),
    validateInput: (text) =>
      seedIn(text) === null ? `"${text}" is no seed; expected a whole number below ${seeds}` : undefined,
  });
  const seed = written === undefined ? null : seedIn(written);
  return seed === null ? undefined : { seed };
}

/** Undefined for none, null for what is no seed. */
function seedIn(text: string): number | undefined | null {
  if (text.trim() === "") return undefined;
  return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : null;
}
