// What lives here: the requests about names, each answered by a file in features/.

import type { CancellationToken, Connection, ResponseError } from "vscode-languageserver";
import * as calls from "./features/callHierarchy.ts";
import { completion, described } from "./features/completion.ts";
import { definition } from "./features/definition.ts";
import { documentHighlight } from "./features/documentHighlight.ts";
import { documentLinks } from "./features/documentLink.ts";
import { references } from "./features/references.ts";
import { prepareRename, rename } from "./features/rename.ts";
import { workspaceSymbols } from "./features/workspaceSymbol.ts";
import type { Guard } from "./guard.ts";
import { givenUp, View, type World } from "./view.ts";

/** Answers them as long as there is a world to look at; nothing is known before `initialize`. */
export function answerAboutNames(connection: Connection, attempt: Guard, world: () => World | undefined): void {
  const about = <P, R>(what: string, feature: (view: View, params: P) => Promise<R>) =>
    attempt(what, null, async (params: P, token: CancellationToken): Promise<R | null | ResponseError> => {
      const known = world();
      if (!known) return null;
      // A token that was cancelled before it came here tells nobody of it.
      if (token.isCancellationRequested) return givenUp();
      return unlessCancelled(feature(new View(known, token), params), token);
    });
  connection.onCompletion(about("Completing", completion));
  connection.onCompletionResolve((item) =>
    attempt("Describing a proposal", item, async () => described(world(), item))(),
  );
  connection.onDefinition(about("Finding a definition", definition));
  connection.onReferences(about("Finding references", references));
  connection.onDocumentHighlight(about("Highlighting a name", documentHighlight));
  connection.onPrepareRename(about("Preparing a rename", prepareRename));
  connection.onRenameRequest(about("Renaming", rename));
  connection.onDocumentLinks(about("Finding links", documentLinks));
  connection.onWorkspaceSymbol(about("Finding symbols", workspaceSymbols));
  connection.languages.callHierarchy.onPrepare(about("Finding a node", calls.prepareCallHierarchy));
  connection.languages.callHierarchy.onIncomingCalls(about("Finding who leads to a node", calls.incomingCalls));
  connection.languages.callHierarchy.onOutgoingCalls(about("Finding where a node leads", calls.outgoingCalls));
}

/** Who gives up is answered at once, whatever is still being waited for. */
async function unlessCancelled<R>(work: Promise<R>, token: CancellationToken): Promise<R | ResponseError> {
  let stop = (): void => {};
  const cancelled = new Promise<ResponseError>((resolve) => {
    const listening = token.onCancellationRequested(() => resolve(givenUp()));
    stop = () => listening.dispose();
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    stop();
  }
}
