import type { Severity } from "../flow/problem.ts";
import type { Override, Severities } from "../formats/format.ts";
import { matchesGlob } from "../text/glob.ts";

/** How serious problems are in one file: by rule, and for single nodes by the node's id. */
export interface FileSeverities {
  readonly severities: Severities;
  /** Absent where no node has severities of its own. */
  readonly nodes?: ReadonlyMap<string, Severities>;
}

/**
 * What settings say of one file. `path` is the file's, relative to where the settings hold. Each layer stands above those
 * before it: the editor's settings, then the workspace file; within one, overrides stand above `rules`, later ones above
 * earlier ones, and what is said of a node above what is said of its file.
 */
export function severitiesFor(
  layers: readonly { readonly rules: Severities; readonly overrides?: readonly Override[]; readonly path?: string }[],
): FileSeverities {
  const severities = new Map<string, Severity | "off">();
  const nodes = new Map<string, Map<string, Severity | "off">>();
  for (const { rules, overrides = [], path } of layers) {
    for (const [rule, severity] of rules) severities.set(rule, severity);
    for (const override of overrides) {
      if (path === undefined || !override.files.some((glob) => matchesGlob(path, glob))) continue;
      if (!override.nodes) {
        for (const [rule, severity] of override.rules) severities.set(rule, severity);
        continue;
      }
      for (const node of override.nodes) {
        const own = nodes.get(node) ?? new Map();
        for (const [rule, severity] of override.rules) own.set(rule, severity);
        nodes.set(node, own);
      }
    }
  }
  return { severities, ...(nodes.size > 0 && { nodes }) };
}
