// What lives here: the part of Flowproof inside VS Code. It draws, asks and disposes; what makes a flow right or wrong is
// known to the server alone. Everything but the two entries, extension.ts and browser.ts, works in both kinds of
// extension host.

import * as vscode from "vscode";
import { type Commands, commandIds } from "./commands.ts";
import { debugging, recordTest, TestDebugging, talk } from "./debug/index.ts";
import { generateCases, writeCase } from "./generating.ts";
import { createLog } from "./log.ts";
import { Survivors } from "./mutating.ts";
import { newFlow, newTest } from "./newFile.ts";
import { showReferences } from "./references.ts";
import { type CreateClient, Server } from "./server.ts";
import { showStatus } from "./status.ts";
import { followTests } from "./testing/contextKeys.ts";
import { TestModel } from "./testing/model.ts";
import { TestRuns } from "./testing/run.ts";
import { TraceCommands } from "./testing/showTrace.ts";
import { TraceDocuments } from "./testing/traceDocuments.ts";
import { TestTree } from "./testing/tree.ts";

/** Sets everything up and returns; the language client is loaded and the server started meanwhile. */
export function activate(context: vscode.ExtensionContext, createClient: CreateClient): { stop(): Promise<void> } {
  const created = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = created(createLog());
  const server = created(new Server(createClient, log));
  const model = created(new TestModel());
  const tree = created(new TestTree(model));
  const runs = created(new TestRuns(tree, server));
  const debugged = created(new TestDebugging(tree));
  const survivors = created(new Survivors(server));
  const traces = new TraceCommands(created(new TraceDocuments(server)), model, tree);

  created(server.onTests((tests) => model.set(tests)));
  created(server.onStopped(() => model.clear()));
  created(followTests(model));
  created(showStatus(server));
  created(debugging(server));
  created(
    registerCommands({
      newFlow: () => newFlow(server),
      newTest: () => newTest(server),
      runFile: () => runs.runTarget([{ uri: vscode.window.activeTextEditor?.document.uri.toString() ?? "" }]),
      runAll: () => runs.runAll(),
      runTests: (target) => runs.runTarget(target),
      debugTests: (target) => debugged.debugTarget(target),
      talk,
      record: recordTest,
      writeCase: (target) => writeCase(server, target),
      generateCases: (target) => generateCases(server, target?.uri),
      mutationScore: (target) => survivors.measure(target?.uri),
      showTrace: (argument) => traces.show(argument),
      compareTrace: (argument) => traces.compare(argument),
      showReferences,
      showLog: () => log.show(),
      restartServer: () => server.restart(),
    }),
  );

  server.start();
  return server;
}

function registerCommands(commands: Commands): vscode.Disposable {
  const names = Object.keys(commandIds) as (keyof Commands)[];
  return vscode.Disposable.from(
    ...names.map((name) => vscode.commands.registerCommand(commandIds[name], commands[name])),
  );
}
