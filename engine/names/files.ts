import type { Place } from "../flow/problem.ts";
import type { Document } from "../formats/format.ts";

/** The paths of other files that stand in a document, relative to it, and where. */
export function filesIn(document: Document): { readonly file: string; readonly place: Place }[] {
  const { flow, skills } = document.tests ?? {};
  const found = [flow, skills].flatMap((each) => (each && "file" in each ? [each] : []));
  for (const { as, name, place } of document.format?.mentions?.(document) ?? [])
    if (as === "file") found.push({ file: name, place });
  return found;
}
