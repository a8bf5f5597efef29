import type { Change } from "../text/edit.ts";
import { list, object, own } from "../text/value.ts";

/** What is not to be reported any more: a rule in a file, or for one node of it. */
export interface Ignored {
  readonly rule: string;
  /** The file's path, from the workspace file's folder. */
  readonly file: string;
  readonly node?: string;
}

/** The changes to a workspace file, `value` as decoded, by which a rule says nothing more there. */
export function ignoreChanges(value: unknown, { rule, file, node }: Ignored): readonly Change[] {
  const overrides = list(own(value, "overrides"));
  // The last override that names the rule counts, so an entry can only be used when none after it does.
  const free = overrides.findLastIndex((entry) => own(own(entry, "rules"), rule) !== undefined);
  for (let i = overrides.length - 1; i >= Math.max(free, 0); i--) {
    const entry = overrides[i];
    if (!isFor(entry, file)) continue;
    const nodes = own(entry, "nodes");
    const rules = own(entry, "rules");
    const path = ["overrides", i];
    if (node === undefined) {
      if (nodes === undefined) return [{ do: "set", path: [...path, "rules", rule], value: "off" }];
    } else if (Array.isArray(nodes)) {
      if (nodes.length === 1 && nodes[0] === node) return [{ do: "set", path: [...path, "rules", rule], value: "off" }];
      if (own(rules, rule) === "off" && Object.keys(object(rules) ?? {}).length === 1)
        return [{ do: "insert", path: [...path, "nodes"], value: node }];
    }
  }
  return [{ do: "insert", path: ["overrides"], value: override({ rule, file, node }) }];
}

/** A workspace file that says this and nothing else. */
export function ignoreFile(ignored: Ignored): string {
  return `${JSON.stringify({ overrides: [override(ignored)] }, null, 2)}\n`;
}

function isFor(entry: unknown, file: string): boolean {
  const files = own(entry, "files");
  return files === file || (Array.isArray(files) && files.length === 1 && files[0] === file);
}

function override({ rule, file, node }: Ignored): object {
  // A glob knows no escapes; a star or a question mark in a file's name stands for itself as well.
  return { files: file, ...(node !== undefined && { nodes: [node] }), rules: { [rule]: "off" } };
}
