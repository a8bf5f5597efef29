import type { Near } from "../../../flow/flow.ts";
import type { Fix } from "../../../flow/problem.ts";
import { ownAt, text } from "../../../text/value.ts";
import type { NodeRule } from "../../rule.ts";

/**
 * ## What it finds
 * A `{` or `}` in a template that has no partner.
 * ## Why it matters
 * Most likely a placeholder was left half written: it is said as it stands, brace and name.
 * ## Example
 * `"text": "We serve {area."`
 * ## Instead
 * `"text": "We serve {area}."`, or `{{` for a brace that is meant to be said.
 */
export const unbalancedBrace: NodeRule = {
  id: "flowyte/unbalanced-brace",
  severity: "warning",
  formats: ["flowyte-playbook"],
  fixable: true,
  checkNode(node, report) {
    for (const near of node.near ?? []) {
      if (near.why !== "stray") continue;
      const { path, part } = near.place;
      const written = text(ownAt(node.value, path.slice(node.path.length))) ?? "";
      const brace = written[part.start]!;
      report(
        near.place,
        brace === "{"
          ? `This "{" is never closed, so it is said as it is; a placeholder is written {name}, a brace {{`
          : `This "}" closes nothing, so it is said as it is; a placeholder is written {name}, a brace }}`,
        { fixes: [...completing(near, written, brace), doubling(near, brace)] },
      );
    }
  },
};

const nameBehind = /^\s*[A-Za-z_]\w*(?:\.\w+)*/;
const nameBefore = /[A-Za-z_]\w*(?:\.\w+)*\s*$/;

/** The other brace, on the far side of the name beside this one. */
function completing({ place: { path, part } }: Near, written: string, brace: string): Fix[] {
  const name = brace === "{" ? nameBehind.exec(written.slice(part.end)) : nameBefore.exec(written.slice(0, part.start));
  if (!name) return [];
  const at = brace === "{" ? part.end + name[0].length : part.start - name[0].length;
  const other = brace === "{" ? "}" : "{";
  const title = `Write {${name[0].trim()}}`;
  return [{ title, changes: [{ do: "text", path, span: { start: at, end: at }, text: other }] }];
}

function doubling({ place: { path, part } }: Near, brace: string): Fix {
  return { title: `Write ${brace}${brace}`, changes: [{ do: "text", path, span: part, text: brace + brace }] };
}
