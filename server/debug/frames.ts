import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Place, Playing, Visit } from "../../engine/index.ts";
import type { Debuggee } from "./launch.ts";
import { positionOf, sourceOf } from "./sources.ts";

/** The frame of an expectation, above those of the walk, has no visit. */
export const EXPECTATION = 1_000_000_000;

/**
 * The path so far as a call stack: visits, newest first, each at the way by which it was left; the newest at its node until
 * it is about to be left. `expected` is an expectation that the walk has stopped at.
 */
export function framesOf(
  play: Playing,
  about: Debuggee,
  expected: Place | undefined,
  { startFrame = 0, levels = 0 }: DebugProtocol.StackTraceArguments,
): { readonly frames: DebugProtocol.StackFrame[]; readonly total: number } {
  const { visits } = play;
  const above = expected && about.testIn ? 1 : 0;
  const total = visits.length + above;
  const end = levels > 0 ? Math.min(total, startFrame + levels) : total;
  const frames: DebugProtocol.StackFrame[] = [];
  for (let i = startFrame; i < end; i++) {
    if (i < above) frames.push(expectationFrame(about, expected!));
    else {
      const index = total - 1 - i;
      const next = visits[index + 1];
      frames.push(frameOf(play, about, visits[index]!, index, next));
    }
  }
  return { frames, total };
}

/** How much of the trace could be seen when the node of a frame was left; of the newest, what can be seen now. */
export function seenIn(play: Playing, frameId: number): number {
  const { visits } = play;
  return (frameId < visits.length ? visits[frameId - 1]?.to : undefined) ?? play.at;
}

/** Lines and columns are counted from 0 here. */
function frameOf(
  play: Playing,
  { flow, flowIn }: Debuggee,
  { node: id }: Visit,
  index: number,
  next: Visit | undefined,
): DebugProtocol.StackFrame {
  const node = flow.byId.get(id);
  const name = node?.name && node.name !== id ? `${node.name} (${id})` : id;
  const frame = { id: index + 1, name, line: 0, column: 0 };
  if (!node || !flowIn) return { ...frame, presentationHint: "label" };
  const leaving = next ? play.leavingAt(next.from) : play.entry?.kind === "enter" ? undefined : play.leaving;
  const { line, character } = positionOf(flowIn, leaving?.transition?.place ?? node.idPlace);
  return { ...frame, source: sourceOf(flowIn), line, column: character };
}

function expectationFrame({ testIn, testCase }: Debuggee, place: Place): DebugProtocol.StackFrame {
  const { line, character } = positionOf(testIn!, place);
  return { id: EXPECTATION, name: `${testCase.name} expects`, source: sourceOf(testIn!), line, column: character };
}
