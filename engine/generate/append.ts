import type { CoveringWalk } from "../coverage/collector.ts";
import type { Flow } from "../flow/flow.ts";
import { drive } from "../flowtest/drive.ts";
import type { Document } from "../formats/format.ts";
import type { Skill } from "../simulate/state.ts";
import type { Change } from "../text/edit.ts";
import { type Json, own, ownAt } from "../text/value.ts";

/** The walks of the cases that a document of flow tests has already, as far as they walk this flow. */
export function walksIn({ tests }: Document, flow: Flow, skills: readonly Skill[] | undefined): CoveringWalk[] {
  return (tests?.cases ?? []).flatMap((one): CoveringWalk[] => {
    if (one.skip !== undefined || one.flow || (one.startAt && !flow.byId.has(one.startAt.id))) return [];
    return [{ id: one.name, state: drive(flow, one, { skills }).state, options: one.options }];
  });
}

/** Why new cases cannot be written into a document, as a clause; undefined where they can. */
export function refusalToAppend(document: Document): string | undefined {
  if (document.problems.some(({ severity }) => severity === "error")) return "it is not valid JSON";
  if (!document.tests) return "it holds no flow tests";
  if (document.format?.id !== "flowtest") return `it is a ${document.format?.title}, which has no place for more cases`;
  const cases = own(ownAt(document.value, document.path), "cases");
  return Array.isArray(cases) ? undefined : "its cases are not in a list";
}

/** The changes that write cases behind those that are there. */
export function appending({ path }: Pick<Document, "path">, cases: readonly Json[]): Change[] {
  return cases.map((value) => ({ do: "insert", path: [...path, "cases"], value }));
}
