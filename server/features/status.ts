import { counted } from "../counted.ts";
import type { Snapshot } from "../documents.ts";

/**
 * What a document is, in a few words, such as "Yappr flow · 14 nodes · 3 tests"; undefined when it is none of our
 * business. `tests` is how many tests walk it.
 */
export function status({ document }: Snapshot, tests: number): string | undefined {
  const { format, flow, skills } = document;
  if (!format) return undefined;
  if (document.tests) {
    const cases = document.tests.cases.length;
    return join(cases === 1 ? format.title : plural(format.title), counted(cases, "case"));
  }
  if (flow) return join(format.title, counted(flow.nodes.length, "node"), tests > 0 && counted(tests, "test"));
  return join(format.title, format.id === "flowyte-skills" && skills && counted(skills.length, "skill"));
}

function plural(title: string): string {
  return title.endsWith("s") ? title : `${title}s`;
}

function join(...parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
}
