import type { Place } from "../../flow/problem.ts";
import { caseIds } from "../../flowtest/run.ts";
import type { TestRule } from "../rule.ts";

/**
 * ## What it finds
 * A case whose trace should be the one that is kept beside its file, where none is kept of it yet, or where that file
 * cannot be read, for instance because two versions of it could not be merged.
 * ## Why it matters
 * There is nothing to compare with: the case fails, in CI above all, where nobody writes one down.
 * ## Example
 * `"expect": { "trace": "snapshot" }` in a case that was just written.
 * ## Instead
 * Run `flowproof test`, or accept the trace with the light bulb in the editor, and commit the file of snapshots.
 */
export const missingSnapshot: TestRule = {
  id: "missing-snapshot",
  severity: "information",
  checkTests({ cases }, report, { snapshots }) {
    if (!snapshots || !cases.some(({ expect }) => expect?.snapshot)) return;
    const ids = caseIds("", cases);
    // The rows of a table are written once.
    const missing = new Map<string, { readonly place: Place; readonly names: string[] }>();
    for (const [i, { name, expect }] of cases.entries()) {
      const place = expect?.snapshot;
      if (!place || snapshots.has(ids[i]!.slice(1))) continue;
      const key = JSON.stringify(place);
      const found = missing.get(key);
      if (found) found.names.push(name);
      else missing.set(key, { place, names: [name] });
    }
    for (const { place, names } of missing.values()) {
      const others = names.length === 1 ? "" : ` and ${names.length - 1} more of its rows`;
      const what = `trace of "${names[0]}"${others}`;
      if (snapshots.unreadable) report(place, `The file that keeps the ${what} cannot be read`, { severity: "error" });
      else report(place, `No ${what} is kept yet`);
    }
  },
};
