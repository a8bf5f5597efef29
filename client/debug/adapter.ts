import * as vscode from "vscode";
import type { DebugParams } from "../../server/protocol.ts";
import type { Server } from "../server.ts";

/**
 * Debug sessions live in the language server, which knows the flows as they stand in the editor: what VS Code tells an
 * adapter is carried there, and what the session says is carried back.
 */
export class DebugAdapters implements vscode.DebugAdapterDescriptorFactory {
  private readonly server: Server;

  constructor(server: Server) {
    this.server = server;
  }

  createDebugAdapterDescriptor({ id }: vscode.DebugSession): vscode.DebugAdapterDescriptor {
    return new vscode.DebugAdapterInlineImplementation(new Relay(this.server, id));
  }
}

class Relay implements vscode.DebugAdapter {
  private readonly server: Server;
  private readonly session: string;
  private readonly sent = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
  private readonly disposables: vscode.Disposable[];
  readonly onDidSendMessage = this.sent.event;

  constructor(server: Server, session: string) {
    this.server = server;
    this.session = session;
    this.disposables = [
      this.sent,
      server.onDebugMessage(({ session: of, message }) => {
        if (of === session && message) this.sent.fire(message);
      }),
      // A server that is gone has taken its sessions along.
      server.onStopped(() => this.sent.fire({ type: "event", seq: 0, event: "terminated" } as object)),
    ];
  }

  handleMessage(message: vscode.DebugProtocolMessage): void {
    this.send(message);
  }

  dispose(): void {
    this.send(null);
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private send(message: object | null): void {
    void this.server.debug({ session: this.session, message } satisfies DebugParams);
  }
}
