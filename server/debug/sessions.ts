import type { Connection } from "vscode-languageserver";
import type { Guard } from "../guard.ts";
import { Debug, DebugMessage, type DebugParams } from "../protocol.ts";
import type { World } from "../view.ts";
import { FlowSession } from "./session.ts";

/** Carries the messages of debug sessions; the first one that names a session begins it. */
export function serveDebugging(
  connection: Connection,
  attempt: Guard,
  world: () => World | undefined,
  failed: (what: string, error: unknown) => void,
): void {
  const sessions = new Map<string, FlowSession>();
  connection.onNotification(
    Debug,
    attempt("Debugging", undefined, ({ session: id, message }: DebugParams) => {
      const known = world();
      if (message === null || !known) {
        sessions.get(id)?.dispose();
        sessions.delete(id);
        return;
      }
      let session = sessions.get(id);
      if (!session) {
        session = new FlowSession(known, failed);
        session.onDidSendMessage((sent) => {
          const params: DebugParams = { session: id, message: sent };
          connection
            .sendNotification(DebugMessage, params)
            .catch((error) => failed("Telling of a debug session", error));
        });
        sessions.set(id, session);
      }
      session.handleMessage(message as Parameters<FlowSession["handleMessage"]>[0]);
    }),
  );
}
