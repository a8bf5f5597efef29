// What lives here: the language server, the only part of Flowproof that speaks the protocol. This file says what it can
// do and which file answers which request; session.ts says what follows from what. Nothing here decides what is right or
// wrong about a flow: the engine does.

import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type CodeLens,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentSymbol,
  type FoldingRange,
  type InitializeParams,
  type InitializeResult,
  type InlayHint,
  InsertTextMode,
  type Range,
  type SymbolInformation,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { Answers } from "./answers.ts";
import { serveDebugging } from "./debug/sessions.ts";
import { fixAllKind } from "./features/codeAction.ts";
import { triggerCharacters } from "./features/completion.ts";
import { skeletons } from "./features/newFile.ts";
import { legend } from "./features/semanticTokens.ts";
import { guard, stackOf } from "./guard.ts";
import type { Client, Host } from "./host.ts";
import {
  Coverage,
  CoverageOver,
  type CoverageOverParams,
  type CoverageParams,
  Files,
  type FilesParams,
  FirstTest,
  type FirstTestParams,
  Follow,
  type FollowParams,
  Generate,
  type GenerateParams,
  type GenerateResult,
  type InitializationOptions,
  Mutate,
  type MutateParams,
  type MutateResult,
  Run,
  type RunParams,
  type RunResult,
  type Skeleton,
  Skeletons,
  TestsTold,
  Trace,
  type TraceParams,
  TracePlace,
  type TracePlaceParams,
  Unfollow,
  type UnfollowParams,
} from "./protocol.ts";
import { answerAboutNames } from "./requests.ts";
import { Session } from "./session.ts";
import { section } from "./settings.ts";

/** Answers on a connection until the client says exit. */
export function serve(connection: Connection, host: Host): void {
  const attempt = guard((message) => connection.console.error(message));
  let session: Session | undefined;
  let client: Client | undefined;

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params);
    session = new Session(connection, host, client);
    return {
      serverInfo: { name: "Flowproof" },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, fixAllKind],
          resolveProvider: true,
        },
        codeLensProvider: { resolveProvider: true },
        hoverProvider: true,
        completionProvider: { triggerCharacters, resolveProvider: true },
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        semanticTokensProvider: { legend, full: true, range: true },
        inlayHintProvider: true,
        documentSymbolProvider: { label: "Flowproof" },
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        documentLinkProvider: {},
        renameProvider: client.preparesRenames ? { prepareProvider: true } : true,
        callHierarchyProvider: true,
        workspaceSymbolProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });
  const followFolders = attempt("Following the workspace folders", undefined, async () => {
    const folders = await connection.workspace.getWorkspaceFolders();
    session?.foldersChanged(folders?.map(({ uri }) => uri) ?? []);
  });
  connection.onInitialized(
    attempt("Starting", undefined, async () => {
      session?.started();
      if (client?.tellsFolders) connection.workspace.onDidChangeWorkspaceFolders(followFolders);
      if (client) await register(connection, client);
    }),
  );
  connection.onShutdown(attempt("Ending", undefined, () => session?.ended()));

  connection.onDidOpenTextDocument(
    attempt("Opening a document", undefined, ({ textDocument }) => session?.opened(textDocument)),
  );
  connection.onDidChangeTextDocument(attempt("Following an edit", undefined, (params) => session?.changed(params)));
  connection.onDidSaveTextDocument(attempt("Following a save", undefined, () => session?.saved()));
  connection.onDidCloseTextDocument(
    attempt("Closing a document", undefined, ({ textDocument }) => session?.closed(textDocument.uri)),
  );
  connection.onDidChangeWatchedFiles(
    attempt("Following the files", undefined, ({ changes }) => session?.watched(changes)),
  );
  connection.onDidChangeConfiguration(
    attempt("Following the settings", undefined, ({ settings }) => session?.configurationChanged(settings)),
  );
  connection.onNotification(
    Files,
    attempt("Looking for tests", undefined, ({ uris }: FilesParams) => session?.listed(uris)),
  );

  const answers = (): Answers | undefined => session?.answers;
  connection.onCodeAction(
    attempt("Finding fixes", [] as CodeAction[], (params: CodeActionParams) => answers()?.codeActions(params) ?? []),
  );
  connection.onCodeActionResolve((action) =>
    attempt("Completing a fix", action, async () => (await answers()?.resolveAction(action)) ?? action)(),
  );
  connection.onCodeLens(
    attempt("Finding lenses", [] as CodeLens[], ({ textDocument }) => answers()?.codeLenses(textDocument.uri) ?? []),
  );
  connection.onCodeLensResolve((lens) =>
    attempt("Completing a lens", lens, () => answers()?.resolveLens(lens) ?? lens)(),
  );
  connection.onDocumentSymbol(
    attempt(
      "Outlining a document",
      [] as DocumentSymbol[] | SymbolInformation[],
      ({ textDocument }) => answers()?.documentSymbols(textDocument.uri) ?? [],
    ),
  );
  connection.onHover(
    attempt(
      "Writing a card",
      null,
      ({ textDocument, position }) => answers()?.hover(textDocument.uri, position) ?? null,
    ),
  );
  connection.onFoldingRanges(
    attempt("Folding", [] as FoldingRange[], ({ textDocument }) => answers()?.foldingRanges(textDocument.uri) ?? []),
  );
  connection.onSelectionRanges(
    attempt(
      "Expanding a selection",
      null,
      ({ textDocument, positions }) => answers()?.selectionRanges(textDocument.uri, positions) ?? null,
    ),
  );
  const tokens = attempt(
    "Colouring names",
    { data: [] },
    async (uri: string, within?: Range) => (await answers()?.semanticTokens(uri, within)) ?? { data: [] },
  );
  connection.languages.semanticTokens.on(({ textDocument }) => tokens(textDocument.uri));
  connection.languages.semanticTokens.onRange(({ textDocument, range }) => tokens(textDocument.uri, range));
  connection.languages.inlayHint.on(
    attempt(
      "Hinting at names",
      [] as InlayHint[],
      ({ textDocument, range }) => answers()?.inlayHints(textDocument.uri, range) ?? [],
    ),
  );
  connection.onRequest(Skeletons, attempt("Beginning a flow", [] as Skeleton[], skeletons));
  connection.onRequest(
    FirstTest,
    attempt("Beginning a flow test", null, ({ uri }: FirstTestParams) => answers()?.firstTest(uri) ?? null),
  );
  connection.onRequest(
    Run,
    attempt("Running tests", null, async (params: RunParams, token): Promise<RunResult | null> => {
      return (await answers()?.run(params, token)) ?? null;
    }),
  );
  connection.onRequest(
    Coverage,
    attempt("Telling what is covered", null, (params: CoverageParams) => answers()?.coverage(params) ?? null),
  );
  connection.onNotification(
    CoverageOver,
    attempt("Forgetting what is covered", undefined, (params: CoverageOverParams) => answers()?.coverageOver(params)),
  );
  connection.onRequest(
    TestsTold,
    attempt("Telling of all tests", null, async () => (await answers()?.testsTold()) ?? null),
  );
  connection.onNotification(
    Follow,
    attempt("Following tests", undefined, (params: FollowParams) => session?.follow(params)),
  );
  connection.onNotification(
    Unfollow,
    attempt("Following tests no more", undefined, (params: UnfollowParams) => session?.unfollow(params)),
  );
  connection.onRequest(
    Trace,
    attempt("Telling a walk", null, (params: TraceParams) => answers()?.trace(params) ?? null),
  );
  connection.onRequest(
    TracePlace,
    attempt("Finding what a trace is about", null, (params: TracePlaceParams) => answers()?.tracePlace(params) ?? null),
  );
  connection.onRequest(
    Mutate,
    attempt("Mutating a flow", null, async (params: MutateParams, token): Promise<MutateResult | null> => {
      return (await answers()?.mutate(params, token)) ?? null;
    }),
  );
  connection.onRequest(
    Generate,
    attempt("Writing cases", null, async (params: GenerateParams, token): Promise<GenerateResult | null> => {
      return (await answers()?.generate(params, token)) ?? null;
    }),
  );
  answerAboutNames(connection, attempt, () => session?.world);
  serveDebugging(
    connection,
    attempt,
    () => session?.world,
    (what, error) => connection.console.error(`${what} failed: ${stackOf(error)}`),
  );
  connection.listen();
}

function clientOf(params: InitializeParams): Client {
  const { capabilities, workspaceFolders, rootUri } = params;
  const options: InitializationOptions = params.initializationOptions ?? {};
  const reads = options.reads === true;
  const registersWatches = !reads && capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  return {
    folders: workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []),
    reads,
    checksJson: options.editorChecksJson === true,
    answersConfiguration: capabilities.workspace?.configuration === true,
    registersConfiguration: capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watches: reads || registersWatches,
    registersWatches,
    tellsFolders: capabilities.workspace?.workspaceFolders === true,
    refreshesLenses: capabilities.workspace?.codeLens?.refreshSupport === true,
    linksDefinitions: capabilities.textDocument?.definition?.linkSupport === true,
    preparesRenames: capabilities.textDocument?.rename?.prepareSupport === true,
    takesSnippets: capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
    keepsIndent:
      capabilities.textDocument?.completion?.completionItem?.insertTextModeSupport?.valueSet.includes(
        InsertTextMode.asIs,
      ) === true,
    nestsSymbols: capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    versionsEdits: capabilities.workspace?.workspaceEdit?.documentChanges === true,
    resolvesActions:
      capabilities.textDocument?.codeAction?.dataSupport === true &&
      capabilities.textDocument.codeAction.resolveSupport?.properties.includes("edit") === true,
    createsFiles:
      capabilities.workspace?.workspaceEdit?.documentChanges === true &&
      capabilities.workspace.workspaceEdit.resourceOperations?.includes("create") === true,
  };
}

/** Asks to be told of what can only be asked for once the client is ready. */
async function register(connection: Connection, { registersConfiguration, registersWatches }: Client): Promise<void> {
  if (registersConfiguration) await connection.client.register(DidChangeConfigurationNotification.type, { section });
  if (registersWatches)
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: "**/*.json" }],
    });
}
