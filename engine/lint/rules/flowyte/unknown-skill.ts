import { type Meant, meantAmong } from "../../meant.ts";
import type { FlowRule } from "../../rule.ts";
import { byTool } from "./calls.ts";

/**
 * ## What it finds
 * A skill node that calls a tool which is not in the skill catalogue. The catalogue of a playbook is what the flow tests
 * that walk it name as `skills`; else the `.flowyte-skills.json` beside it with the playbook's own name; else the only
 * one in its folder (Flowproof's choice). Without a catalogue, or with an empty one, nothing is said.
 * ## Why it matters
 * A playbook can only call the skills of its own agent; the call fails while the caller waits.
 * ## Example
 * `"data": { "tool": "find_aera" }` where the catalogue has `find_area`.
 * ## Instead
 * `"data": { "tool": "find_area" }`
 */
export const unknownSkill: FlowRule = {
  id: "flowyte/unknown-skill",
  severity: "error",
  formats: ["flowyte-playbook"],
  fixable: true,
  check(flow, report, { skills }) {
    if (!skills || skills.length === 0) return;
    const known = byTool(skills);
    let meant: Meant | undefined;
    for (const { tool, path } of flow.nodes) {
      if (tool === undefined || known.has(tool)) continue;
      meant ??= meantAmong([...known.keys()]);
      const right = meant(tool);
      report(
        { path: [...path, "data", "tool"] },
        `"${tool}" is not in the skill catalogue${right === undefined ? "" : `; did you mean "${right}"?`}`,
        { suggestion: right },
      );
    }
  },
};
