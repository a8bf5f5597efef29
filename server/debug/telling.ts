import type { DebugProtocol } from "@vscode/debugprotocol";
import { locate, type Place, shown, type TraceRow, type Verdict } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import { asksEvent, type DebugVerdict, verdictEvent } from "../protocol.ts";
import type { Answering } from "./answering.ts";
import type { Listener, Stopped } from "./course.ts";
import type { Debuggee } from "./launch.ts";
import { positionOf, sourceOf } from "./sources.ts";

/** A walk has one thread: the conversation. */
export const THREAD = 1;

/** Tells a client what happens on a walk: the transcript as it comes, each line with its place, and where it stops. */
export class Telling implements Listener {
  private readonly client: Answering;
  private readonly about: Debuggee;
  private readonly moved: () => void;

  /** `moved` is called before each stop. */
  constructor(client: Answering, about: Debuggee, moved: () => void) {
    this.client = client;
    this.about = about;
    this.moved = moved;
  }

  told(rows: readonly TraceRow[]): void {
    const { flow, flowIn } = this.about;
    for (const row of rows) {
      const node = flow.byId.get(row.node);
      const at = node && flowIn ? { in: flowIn, place: node.idPlace } : undefined;
      this.output("stdout", lineOf(row), at);
    }
  }

  said(text: string, how: "log" | "problem"): void {
    this.output(how === "log" ? "console" : "stderr", text);
  }

  verdict({ status, message, failures = [] }: Verdict): void {
    const { testIn, testCase } = this.about;
    if (!testIn) return;
    const at = (place: Place) => ({ in: testIn, place });
    if (status === "passed") this.output("console", `"${testCase.name}" passed`, at(testCase.place));
    for (const each of failures) {
      this.output("stderr", each.message, at(each.place));
      this.output("stderr", `        expected  ${oneLine(each.expected)}\n        actual    ${oneLine(each.actual)}`);
    }
    if (failures.length === 0 && message !== undefined) this.output("stderr", message, at(testCase.place));
    const body: DebugVerdict = {
      status,
      message,
      failures: failures.map(({ place, message, expected, actual }) => ({
        message,
        expected,
        actual,
        range: testIn.range(locate(testIn.document, place)),
      })),
    };
    this.client.tell(verdictEvent, body);
  }

  stopped(stopped: Stopped): void {
    this.moved();
    if (stopped.reason === "asks") {
      if (stopped.problem !== undefined) this.output("stderr", stopped.problem);
      this.output("console", stopped.text);
    }
    if (stopped.reason === "over")
      this.output("console", "The walk is over; step back, record it, or continue to end the session");
    if (stopped.reason === "exception" && !this.about.testIn && stopped.verdict.message !== undefined)
      this.output("stderr", stopped.verdict.message);
    const body: DebugProtocol.StoppedEvent["body"] = {
      ...reasonOf(stopped),
      threadId: THREAD,
      allThreadsStopped: true,
      ...(stopped.reason === "breakpoint" && { hitBreakpointIds: [...stopped.ids] }),
    };
    if (stopped.reason === "asks" || stopped.reason === "over") this.client.tell(asksEvent);
    this.client.tell("stopped", body);
  }

  ended(): void {
    this.client.tell("terminated");
  }

  private output(category: string, text: string, at?: { readonly in: Snapshot; readonly place: Place }): void {
    const body: DebugProtocol.OutputEvent["body"] = { category, output: `${text}\n` };
    if (at) {
      const { line, character } = positionOf(at.in, at.place);
      Object.assign(body, this.client.located({ line, column: character }), { source: sourceOf(at.in) });
    }
    this.client.tell("output", body);
  }
}

/** A line of the transcript in the console. */
export function lineOf(row: TraceRow): string {
  return row.who === "margin" ? `        ${row.text}  ${row.note}` : `${row.who.padEnd(8)}${row.text}`;
}

/** Why it stands still, as the client shows it. */
function reasonOf(stopped: Stopped): { reason: string; description?: string; text?: string } {
  switch (stopped.reason) {
    case "asks":
      return { reason: "pause", description: "Waiting for an answer", text: stopped.text };
    case "over":
      return { reason: "pause", description: "The walk is over" };
    case "exception":
      return {
        reason: "exception",
        description:
          stopped.kind === "failed" ? "Paused on a failed expectation" : "Paused where the walk cannot go on",
        text: stopped.verdict.message,
      };
    default:
      return { reason: stopped.reason };
  }
}

function oneLine(text: string): string {
  return text.includes("\n") ? shown(parsedOr(text), 200) : text;
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
