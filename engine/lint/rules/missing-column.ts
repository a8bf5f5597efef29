import { nearest } from "../../text/nearest.ts";
import type { TestRule } from "../rule.ts";

/**
 * ## What it finds
 * A row of a table that has no value for a column which other rows have and the case uses.
 * ## Why it matters
 * The placeholder stays as it is in that row: the caller says `{day}`, braces included.
 * ## Example
 * `"turns": ["on {day}"], "each": [{ "day": "Friday" }, { "dya": "Saturday" }]`
 * ## Instead
 * `"turns": ["on {day}"], "each": [{ "day": "Friday" }, { "day": "Saturday" }]`
 */
export const missingColumn: TestRule = {
  id: "missing-column",
  severity: "warning",
  fixable: true,
  checkTests({ tables = [] }, report) {
    for (const { rows, placeholders } of tables) {
      const columns = new Set(
        rows.flatMap(({ values }) => Object.keys(values)).filter((name) => placeholders.has(name)),
      );
      for (const { path, values } of rows)
        for (const column of columns) {
          if (Object.hasOwn(values, column)) continue;
          const others = Object.keys(values).filter((name) => !columns.has(name));
          const meant = nearest(column, others);
          const place = meant === undefined ? { path } : { path: [...path, meant], part: "key" as const };
          const message = `This row has no "${column}", so {${column}} stays as it is`;
          if (meant === undefined) report(place, message);
          else report(place, `${message}; was "${meant}" meant to be it?`, { suggestion: column });
        }
    }
  },
};
