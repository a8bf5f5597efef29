// A debugger for tests: it speaks the Debug Adapter Protocol as VS Code does, through the messages of a real language server.

import type { DebugProtocol as Dap } from "@vscode/debugprotocol";
import { Debug, type DebugLaunch, DebugMessage, type DebugParams } from "../../server/protocol.ts";
import type { Client } from "./client.ts";

/** What a test waits for comes in milliseconds. */
const PATIENCE = 20_000;

export interface Place {
  readonly frame: string;
  /** Counted from 1. */
  readonly line: number;
  readonly file: string | undefined;
}

export class Debugger {
  private readonly client: Client;
  private readonly session: string;
  private readonly answers = new Map<number, (response: Dap.Response) => void>();
  private events: Dap.Event[] = [];
  private wake: (() => void)[] = [];
  private seq = 0;
  capabilities!: Dap.Capabilities;

  constructor(client: Client, session: string) {
    this.client = client;
    this.session = session;
    client.connection.onNotification(DebugMessage, ({ session: of, message }: DebugParams) => {
      if (of === session && message) this.came(message as Dap.ProtocolMessage);
    });
  }

  /** Begins a session: breakpoints by file and line, then the launch, as VS Code orders it. */
  static async launch(
    client: Client,
    launch: DebugLaunch,
    breakpoints: Readonly<Record<string, readonly Dap.SourceBreakpoint[]>> = {},
    filters?: readonly string[],
  ): Promise<Debugger> {
    const made = new Debugger(client, `session ${++count}`);
    const { body } = await made.ask("initialize", { adapterID: "flowproof", pathFormat: "path" });
    made.capabilities = body;
    await made.event("initialized");
    const launched = made.ask("launch", launch);
    for (const [path, all] of Object.entries(breakpoints)) await made.set(path, all);
    if (filters) await made.ask("setExceptionBreakpoints", { filters });
    await made.ask("configurationDone", {});
    await launched;
    return made;
  }

  async set(path: string, breakpoints: readonly Dap.SourceBreakpoint[]): Promise<Dap.Breakpoint[]> {
    return (await this.ask("setBreakpoints", { source: { path }, breakpoints })).body.breakpoints;
  }

  /** A request that has to succeed. */
  // biome-ignore lint/suspicious/noExplicitAny: the body's shape is the request's
  async ask(command: string, args: unknown = {}): Promise<Dap.Response & { body: any }> {
    const response = await this.send(command, args);
    if (!response.success) throw new Error(`${command}: ${response.message}`);
    return { ...response, body: response.body };
  }

  /** Why a request is refused. */
  async refused(command: string, args: unknown): Promise<string | undefined> {
    const { success, message } = await this.send(command, args);
    return success ? undefined : message;
  }

  /** A request that makes the walk go; the stop it comes to. */
  async go(command: string, args: object = {}): Promise<Dap.StoppedEvent["body"]> {
    await this.ask(command, { threadId: 1, ...args });
    return this.stopped();
  }

  /** A line typed into the console; the stop it comes to. */
  async type(expression: string): Promise<Dap.StoppedEvent["body"]> {
    return this.go("evaluate", { expression, context: "repl" });
  }

  async value(expression: string, context = "watch"): Promise<string> {
    const { success, message, body } = await this.send("evaluate", { expression, context });
    return success ? body.result : `(${message})`;
  }

  async stopped(): Promise<Dap.StoppedEvent["body"]> {
    return (await this.event("stopped")).body;
  }

  /** The call stack, newest first. */
  async stack(args: Partial<Dap.StackTraceArguments> = {}): Promise<Place[]> {
    const { body } = await this.ask("stackTrace", { threadId: 1, ...args });
    return body.stackFrames.map(({ name, line, source }: Dap.StackFrame) => ({
      frame: name,
      line,
      file: source?.name,
    }));
  }

  /** Where it stands: `node:line`. */
  async at(): Promise<string> {
    const [top] = await this.stack({ levels: 1 });
    return `${top?.frame}:${top?.line}`;
  }

  /** The names of the scopes of the newest frame, or of an older one, with what is in them. */
  async scopes(frame = 0): Promise<Map<string, Dap.Variable[]>> {
    const { body } = await this.ask("stackTrace", { threadId: 1 });
    const { scopes } = (await this.ask("scopes", { frameId: body.stackFrames[frame].id })).body;
    const found = new Map<string, Dap.Variable[]>();
    for (const { name, variablesReference } of scopes) found.set(name, await this.inside(variablesReference));
    return found;
  }

  async inside(variablesReference: number, more: object = {}): Promise<Dap.Variable[]> {
    return (await this.ask("variables", { variablesReference, ...more })).body.variables;
  }

  /** The number of a scope of the newest frame, or of an older one. */
  async reference(scope: string, frame = 0): Promise<number> {
    const { body } = await this.ask("stackTrace", { threadId: 1 });
    const { scopes } = (await this.ask("scopes", { frameId: body.stackFrames[frame].id })).body;
    return scopes.find(({ name }: Dap.Scope) => name === scope).variablesReference;
  }

  /** What the console shows, and was not asked for before. */
  output(): string[] {
    const shown = this.events.filter(({ event }) => event === "output").map(({ body }) => body.output.trimEnd());
    this.events = this.events.filter(({ event }) => event !== "output");
    return shown;
  }

  /** The next event of that name. */
  async event(name: string): Promise<Dap.Event> {
    const until = performance.now() + PATIENCE;
    const timer = setTimeout(() => this.wakeAll(), PATIENCE);
    try {
      for (;;) {
        const at = this.events.findIndex(({ event }) => event === name);
        if (at >= 0) return this.events.splice(at, 1)[0]!;
        if (performance.now() >= until) throw new Error(`Waited for ${name}; came ${JSON.stringify(this.events)}`);
        await new Promise<void>((resolve) => this.wake.push(resolve));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  end(): void {
    this.client.send(Debug, { session: this.session, message: null } satisfies DebugParams);
  }

  private send(command: string, args: unknown): Promise<Dap.Response> {
    const seq = ++this.seq;
    const message: Dap.Request = { seq, type: "request", command, arguments: args };
    const answered = new Promise<Dap.Response>((resolve) => this.answers.set(seq, resolve));
    this.client.send(Debug, { session: this.session, message } satisfies DebugParams);
    return answered;
  }

  private came(message: Dap.ProtocolMessage): void {
    if (message.type === "response") {
      const response = message as Dap.Response;
      this.answers.get(response.request_seq)?.(response);
      this.answers.delete(response.request_seq);
    } else {
      this.events.push(message as Dap.Event);
      this.wakeAll();
    }
  }

  private wakeAll(): void {
    const { wake } = this;
    this.wake = [];
    for (const each of wake) each();
  }
}

let count = 0;
