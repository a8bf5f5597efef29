import type { Shard } from "../../report/test/report.ts";
import { Usage } from "../command.ts";
import { type Chosen, type ChosenCase, sizeOf } from "./select.ts";

/** Which part of the cases, from 1. */
export type Part = Omit<Shard, "all">;

/** Reads `2/3`. Throws Usage. */
export function partIn(text: string): Part {
  const [, index = 0, count = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > count)
    throw new Usage(`--shard is "${text}"; expected the part and how many there are, such as 1/3, 2/3 and 3/3`);
  return { index, count };
}

/**
 * One of `count` parts of the cases, from 1: neighbours stay together, so that few machines read the same files; no two
 * parts differ by more than one case, none share any, and together they are all.
 */
export function share(files: readonly Chosen[], { index, count }: Part): Chosen[] {
  const all = sizeOf(files);
  const from = Math.floor((all * (index - 1)) / count);
  const to = Math.floor((all * index) / count);
  let at = 0;
  return files.flatMap((file) => {
    const begin = at;
    at += file.cases.length;
    return withCases(file, file.cases.slice(Math.max(0, from - begin), Math.max(0, to - begin)));
  });
}

/** A file with these of its cases; nothing where there are none. */
function withCases(file: Chosen, cases: readonly ChosenCase[]): Chosen[] {
  return cases.length === 0 ? [] : [{ ...file, cases }];
}
