import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Real files that nobody of this project wrote, in a folder beside it. They are read there and never copied. */
export const corpus = resolve(import.meta.dirname, "../../../shared/corpus");

export interface RealFile {
  /** Relative to the corpus, such as `yappr/booking.json`. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** Every JSON file of the corpus. Throws when there is no corpus. */
export function realFiles(): RealFile[] {
  if (!existsSync(corpus)) throw new Error(`These tests read real files from ${corpus}, and there is no such folder`);
  const names = readdirSync(corpus, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  if (names.length < 50)
    throw new Error(`There are only ${names.length} files in ${corpus}; the corpus is not complete`);
  return names.sort().map((name) => {
    const path = join(corpus, name);
    return { name, path, text: readFileSync(path, "utf8") };
  });
}
