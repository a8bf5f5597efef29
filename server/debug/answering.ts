import { DebugSession } from "@vscode/debugadapter/lib/debugSession.js";
import type { DebugProtocol as Dap } from "@vscode/debugprotocol";

/** Why a request is not carried out, in words for the user. */
export interface Refusal {
  readonly why: string;
  /** It is worth a notification. */
  readonly loudly?: boolean;
}

type Body<R extends Dap.Response> = R["body"] | Refusal;

/** The side of a debug session that speaks: lines and columns are counted from 0 on ours, as the client wants on its own. */
export class Answering extends DebugSession {
  protected readonly failed: (what: string, error: unknown) => void;

  constructor(failed: (what: string, error: unknown) => void) {
    super();
    this.failed = failed;
    this.setDebuggerLinesStartAt1(false);
    this.setDebuggerColumnsStartAt1(false);
  }

  /** A place as the client counts lines and columns. */
  located<T extends { readonly line: number; readonly column?: number }>(place: T): T {
    const { line, column } = place;
    const at = { ...place, line: this.convertDebuggerLineToClient(line) };
    return column === undefined ? at : { ...at, column: this.convertDebuggerColumnToClient(column) };
  }

  tell(name: string, body?: object): void {
    // Its number is given when it is sent.
    const event: Dap.Event = { type: "event", seq: 0, event: name, ...(body && { body }) };
    this.sendEvent(event);
  }

  /** Answers a request; `after` is done when the answer has been given. */
  protected answer<R extends Dap.Response>(response: R, body: Body<R>, after?: () => void): void {
    if (isRefusal(body)) {
      response.success = false;
      response.message = body.why;
      response.body = { error: { id: 1, format: body.why, showUser: body.loudly === true } };
    } else response.body = body;
    this.sendResponse(response);
    if (!isRefusal(body)) after?.();
  }

  /** The same with an answer that takes time; whatever is thrown is a bug of ours, and costs this one answer. */
  protected answerLater<R extends Dap.Response>(response: R, work: () => Promise<Body<R>>, after?: () => void): void {
    work()
      .catch((error): Refusal => {
        this.failed(`Debugging: ${response.command}`, error);
        return { why: "Flowproof failed here; its log says more" };
      })
      .then((body) => this.answer(response, body, after));
  }

  /** Work that goes on behind an answer. */
  protected going(what: string, work: Promise<void> | undefined): void {
    work?.catch((error) => {
      this.failed(what, error);
      this.tell("terminated");
    });
  }
}

function isRefusal(body: unknown): body is Refusal {
  return typeof body === "object" && body !== null && "why" in body;
}
