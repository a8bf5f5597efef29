// What lives here: debug sessions. They speak the Debug Adapter Protocol, inside the messages of the language server, and
// see the texts as they stand in the editor; how a walk is stepped through is the engine's.

import type { DebugProtocol as Dap } from "@vscode/debugprotocol";
import { asking, spread } from "../../engine/index.ts";
import { type DebugLaunch, type RecordParams, recordRequest } from "../protocol.ts";
import type { World } from "../view.ts";
import { Answering, type Refusal } from "./answering.ts";
import { Breakpoints, locations } from "./breakpoints.ts";
import { capabilities } from "./capabilities.ts";
import { completions, typed } from "./console.ts";
import { Course, type Exception, type Until } from "./course.ts";
import { EXPECTATION, framesOf, seenIn } from "./frames.ts";
import { debuggee } from "./launch.ts";
import { record } from "./record.ts";
import { replaced, Scopes, valueTyped } from "./scopes.ts";
import { uriOf } from "./sources.ts";
import { lineOf, Telling, THREAD } from "./telling.ts";

/** One debug session, from `initialize` to `disconnect`. */
export class FlowSession extends Answering {
  private readonly world: World;
  private readonly breakpoints = new Breakpoints();
  private readonly scopes = new Scopes();
  private course: Course | undefined;
  /** What it was launched with. */
  private launched: Launch | undefined;
  private stopOnEntry = false;
  /** The client has said all it wanted to say beforehand. */
  private configured = false;
  private begun = false;
  private exceptions: ReadonlySet<Exception> = new Set<Exception>(["failed", "errors"]);

  constructor(world: World, failed: (what: string, error: unknown) => void) {
    super(failed);
    this.world = world;
  }

  protected override initializeRequest(response: Dap.InitializeResponse): void {
    this.answer(response, capabilities, () => this.tell("initialized"));
  }

  protected override launchRequest(response: Dap.LaunchResponse, args: Launch): void {
    this.launched = args;
    this.answerLater(
      response,
      () => this.launch(args),
      () => this.begin(),
    );
  }

  private async launch(args: Launch): Promise<Refusal | undefined> {
    const about = await debuggee(this.world, args);
    if ("why" in about) return { why: about.why, loudly: true };
    this.course?.leave();
    const telling = new Telling(this, about, () => this.scopes.clear());
    this.course = new Course(about, this.breakpoints, telling, this.world.now);
    this.course.nonstop = args.noDebug === true;
    this.course.exceptions = this.exceptions;
    this.stopOnEntry = args.stopOnEntry === true;
    return undefined;
  }

  /** Begins anew, with the files as they are now; where that cannot be, goes on as it was. */
  protected override restartRequest(response: Dap.RestartResponse, args: { readonly arguments?: Launch }): void {
    const launch = args.arguments ?? this.launched;
    this.answerLater(
      response,
      async () => (launch ? this.launch(launch) : { why: "There is no walk yet" }),
      () => {
        this.begun = false;
        this.begin();
      },
    );
  }

  protected override configurationDoneRequest(response: Dap.ConfigurationDoneResponse): void {
    this.configured = true;
    this.answer(response, undefined, () => this.begin());
  }

  /** Begins once there is something to begin with, and the client is done. */
  private begin(): void {
    if (this.begun || !this.configured || !this.course) return;
    this.begun = true;
    this.going("Beginning to debug", this.course.begin(this.stopOnEntry));
  }

  protected override disconnectRequest(response: Dap.DisconnectResponse): void {
    this.dispose();
    this.answer(response, undefined);
  }

  /** The client is gone, perhaps without a word. */
  override dispose(): void {
    this.course?.leave();
    this.course = undefined;
  }

  protected override terminateRequest(response: Dap.TerminateResponse): void {
    this.course?.leave();
    this.answer(response, undefined, () => this.tell("terminated"));
  }

  // Where to stop.

  protected override setBreakPointsRequest(
    response: Dap.SetBreakpointsResponse,
    { source, breakpoints = [] }: Dap.SetBreakpointsArguments,
  ): void {
    const asked = breakpoints.map(({ line, column, ...terms }) => ({
      ...terms,
      line: this.convertClientLineToDebugger(line),
      column: column === undefined ? undefined : this.convertClientColumnToDebugger(column),
    }));
    this.answerLater(response, async () => {
      const snapshot = await this.world.documents.find(uriOf(source.path ?? ""));
      if (!snapshot) return { breakpoints: asked.map(() => ({ verified: false, message: "There is no such file" })) };
      const set = this.breakpoints.set(snapshot, asked);
      return {
        breakpoints: set.map(({ id, at, message }) =>
          at ? { id, verified: true, ...this.located(at) } : { id, verified: false, message },
        ),
      };
    });
  }

  protected override breakpointLocationsRequest(
    response: Dap.BreakpointLocationsResponse,
    { source, line, endLine = line }: Dap.BreakpointLocationsArguments,
  ): void {
    const [first, last] = [this.convertClientLineToDebugger(line), this.convertClientLineToDebugger(endLine)];
    this.answerLater(response, async () => {
      const snapshot = await this.world.documents.find(uriOf(source.path ?? ""));
      const found = snapshot ? locations(snapshot, first, last) : [];
      return { breakpoints: found.map((at) => this.located(at)) };
    });
  }

  protected override setExceptionBreakPointsRequest(
    response: Dap.SetExceptionBreakpointsResponse,
    { filters }: Dap.SetExceptionBreakpointsArguments,
  ): void {
    this.exceptions = new Set(filters as Exception[]);
    if (this.course) this.course.exceptions = this.exceptions;
    this.answer(response, undefined);
  }

  // Going on, and back.

  protected override continueRequest(response: Dap.ContinueResponse): void {
    this.answer(response, { allThreadsContinued: true }, () => this.go("stop"));
  }

  protected override nextRequest(response: Dap.NextResponse): void {
    this.answer(response, undefined, () => this.go("next entry"));
  }

  protected override stepInRequest(response: Dap.StepInResponse): void {
    this.answer(response, undefined, () => this.go("next node"));
  }

  protected override stepOutRequest(response: Dap.StepOutResponse): void {
    this.answer(response, undefined, () => this.go("caller's turn"));
  }

  protected override stepBackRequest(response: Dap.StepBackResponse): void {
    this.answer(response, undefined, () => this.going("Stepping back", this.course?.goBack("entry")));
  }

  protected override reverseContinueRequest(response: Dap.ReverseContinueResponse): void {
    this.answer(response, undefined, () => this.going("Going back", this.course?.goBack("stop")));
  }

  protected override pauseRequest(response: Dap.PauseResponse): void {
    this.answer(response, undefined, () => this.course?.pause());
  }

  protected override restartFrameRequest(response: Dap.RestartFrameResponse, args: Dap.RestartFrameArguments): void {
    const wrong = args.frameId === EXPECTATION ? { why: "An expectation is no node to go back to" } : undefined;
    this.answer(response, wrong, () => this.course?.restart(args.frameId - 1));
  }

  private go(until: Until): void {
    this.going("Debugging", this.course?.go(until));
  }

  // What there is to see.

  protected override threadsRequest(response: Dap.ThreadsResponse): void {
    this.answer(response, { threads: [{ id: THREAD, name: this.course?.about.name ?? "Conversation" }] });
  }

  protected override stackTraceRequest(response: Dap.StackTraceResponse, args: Dap.StackTraceArguments): void {
    const { course } = this;
    const { frames, total } = course
      ? framesOf(course.play, course.about, course.expected, args)
      : { frames: [], total: 0 };
    const stackFrames = frames.map((frame) => (frame.source ? this.located(frame) : frame));
    this.answer(response, { totalFrames: total, stackFrames });
  }

  protected override scopesRequest(response: Dap.ScopesResponse, { frameId }: Dap.ScopesArguments): void {
    const { course } = this;
    const seen = course ? seenIn(course.play, frameId) : 0;
    const scopes = course ? this.scopes.of(course.play, course.about, seen, seen === course.play.at) : [];
    this.answer(response, { scopes });
  }

  protected override variablesRequest(response: Dap.VariablesResponse, args: Dap.VariablesArguments): void {
    this.answer(response, { variables: this.scopes.inside(args) });
  }

  protected override setVariableRequest(
    response: Dap.SetVariableResponse,
    { variablesReference, name, value: text }: Dap.SetVariableArguments,
  ): void {
    const [variable, ...path] = this.scopes.target(variablesReference, name) ?? [];
    const { course } = this;
    if (!course || variable === undefined) {
      this.answer(response, notSettable);
      return;
    }
    const value = valueTyped(text);
    course.set(variable, replaced(course.play.state.variables.get(variable), path, value));
    const { name: _, ...shown } = this.scopes.shown(value);
    this.answer(response, shown, () => this.tell("invalidated", { areas: ["variables"] }));
  }

  protected override exceptionInfoRequest(response: Dap.ExceptionInfoResponse): void {
    const stopped = this.course?.stopped;
    const { status, message, failures = [] } = stopped?.reason === "exception" ? stopped.verdict : nothing;
    const differences = failures.map((each) => `${each.message}\nexpected: ${each.expected}\nactual: ${each.actual}`);
    this.answer(response, {
      exceptionId: status === "failed" ? "Failed expectation" : "No verdict",
      description: differences.join("\n\n") || message,
      breakMode: "always",
      details: { message },
    });
  }

  // What a person says.

  protected override evaluateRequest(response: Dap.EvaluateResponse, args: Dap.EvaluateArguments): void {
    const { course } = this;
    if (!course) this.answer(response, { why: "There is no walk yet" });
    else if (args.context === "repl") this.type(response, course, args.expression);
    else this.answer(response, this.evaluated(course, args));
  }

  private evaluated({ play }: Course, { expression, context, frameId }: Dap.EvaluateArguments): Evaluated {
    const state = frameId === undefined ? play.state : play.stateAt(seenIn(play, frameId));
    const told = asking(play.flow.format, state)(expression);
    if (!told.ok) return { why: told.why };
    if (told.value === undefined) return { why: `Nothing has bound ${expression}` };
    return this.shown(told.value, expression, context === "clipboard" ? spread(told.value) : undefined);
  }

  /** A line typed into the console. */
  private type(response: Dap.EvaluateResponse, course: Course, line: string): void {
    const what = typed(course, line);
    if (what.kind === "wrong") this.answer(response, { why: what.why });
    else if (what.kind === "text") this.answer(response, { result: what.text, variablesReference: 0 });
    else if (what.kind === "value") this.answer(response, this.shown(what.value, what.text));
    else {
      // Where the transcript has no line for the answer itself, VS Code would show an empty one.
      const result = course.answer(what.answer).map(lineOf).join("\n") || what.text;
      this.answer(response, { result, variablesReference: 0 }, () => {
        this.tell("continued", { threadId: THREAD, allThreadsContinued: true });
        this.going("Answering", course.go("stop"));
      });
    }
  }

  private shown(value: unknown, expression: string, text?: string): Dap.EvaluateResponse["body"] {
    const { name: _, value: result, ...rest } = this.scopes.shown(value, expression);
    return { ...rest, result: text ?? result };
  }

  protected override completionsRequest(response: Dap.CompletionsResponse, args: Dap.CompletionsArguments): void {
    const column = this.convertClientColumnToDebugger(args.column);
    this.answer(response, { targets: this.course ? completions(this.course, { ...args, column }) : [] });
  }

  protected override customRequest(command: string, response: Dap.Response, args: RecordParams | undefined): void {
    const { course } = this;
    if (command !== recordRequest) super.customRequest(command, response, args);
    else if (!course) this.answer(response, { why: "There is no walk yet" });
    else this.answerLater(response, () => record(this.world, course.about, course.play, args ?? {}));
  }
}

type Launch = Dap.LaunchRequestArguments & DebugLaunch;

type Evaluated = Dap.EvaluateResponse["body"] | Refusal;

const notSettable: Refusal = {
  why: "Only variables of the newest frame can be set; restart an earlier one to change the past",
};

const nothing = { status: undefined, message: undefined, failures: undefined };
