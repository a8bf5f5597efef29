import type { Position } from "vscode-languageserver";
import { type Flow, flowsIn, type Name, nameAt } from "../engine/index.ts";
import type { Snapshot } from "./documents.ts";
import type { View } from "./view.ts";
import type { Surroundings } from "./workspace.ts";

/** The name that a position of an open document points at. */
export interface Pointed {
  readonly snapshot: Snapshot;
  readonly name: Name;
  readonly around: Surroundings;
}

/** What a position points at; undefined where no name stands. */
export async function pointedAt(view: View, uri: string, position: Position): Promise<Pointed | undefined> {
  const snapshot = view.open(uri);
  if (!snapshot?.document.format) return undefined;
  const around = await view.surroundings(snapshot);
  const name = nameAt(snapshot.document, snapshot.offsetAt(position), around.context);
  return name && { snapshot, name, around };
}

/** The file in which a flow is written, of those a document and its tests walk. */
export function fileOf(flow: Flow, snapshot: Snapshot, { flowIn }: Surroundings): Snapshot | undefined {
  if (flowsIn(snapshot.document).includes(flow)) return snapshot;
  return flowIn?.document.flow === flow ? flowIn : undefined;
}
