import type { Place } from "../flow/problem.ts";
import type { Document } from "../formats/format.ts";
import { isWithin, type Path } from "../text/json.ts";
import { own, ownAt } from "../text/value.ts";
import { isTemplate } from "./columns.ts";
import type { Report } from "./rule.ts";

/**
 * What several cases share (the defaults, a setup's mocks, a case that is written once for many rows) is written once: a
 * problem there is reported once. Where a placeholder stands the right word is right for one row alone, so none is offered.
 */
export function shared(document: Document, report: Report): Report {
  const told = new Set<string>();
  return (place, message, more) => {
    const key = `${JSON.stringify(place)} ${message}`;
    if (told.has(key)) return;
    told.add(key);
    if (!more || !standsForRows(document, place)) report(place, message, more);
    else report(place, message, { ...more, suggestion: undefined, fixes: [] });
  };
}

/** Whether what is written at a place stands for something else in each row of a table. */
function standsForRows({ value, tests }: Document, place: Place): boolean {
  if (!tests || !("path" in place)) return false;
  const around = tableAround(tests, place.path);
  const written = place.part === "key" ? place.path.at(-1) : ownAt(value, place.path);
  if (around && ownAt(value, place.path) === undefined) return true; // its key is filled in
  // What stands in no case, every table fills in.
  return typeof written === "string" && (around ? /\{[^{}]+\}/.test(written) : isTemplate(written, tests));
}

/** Whether a value is nothing but the placeholder of a column: of which type it is the rows say. */
export function isColumn(document: Document, path: Path): boolean {
  const { value, tests } = document;
  const written = ownAt(value, path);
  if (!tests || typeof written !== "string" || !/^\{[^{}]+\}$/.test(written)) return false;
  if (isWithin(path, [...document.path, "defaults"])) return isTemplate(written, tests);
  const column = written.slice(1, -1);
  return tableAround(tests, path)?.rows.some(({ values }) => own(values, column) !== undefined) ?? false;
}

function tableAround(
  tests: Document["tests"],
  path: Path,
): NonNullable<NonNullable<Document["tests"]>["tables"]>[number] | undefined {
  return tests?.tables?.find((table) => isWithin(path, table.path) && path[table.path.length] !== "each");
}
