// What lives here: debugging as VS Code shows it. Sessions are the server's; here they are begun, and carried to it.

import * as vscode from "vscode";
import { languages } from "../languages.ts";
import type { Server } from "../server.ts";
import { DebugAdapters } from "./adapter.ts";
import { typedIntoConsole } from "./asking.ts";
import { configurations, debugType } from "./configurations.ts";
import { hoveredValues, inlineValues } from "./values.ts";

export { recordTest } from "./record.ts";
export { talk } from "./talk.ts";
export { TestDebugging } from "./testing.ts";

/** Makes debug sessions of Flowproof's type possible. */
export function debugging(server: Server): vscode.Disposable {
  const json = languages.map((language) => ({ language }));
  return vscode.Disposable.from(
    vscode.debug.registerDebugConfigurationProvider(debugType, configurations),
    vscode.debug.registerDebugAdapterDescriptorFactory(debugType, new DebugAdapters(server)),
    typedIntoConsole(),
    vscode.languages.registerEvaluatableExpressionProvider(json, hoveredValues),
    vscode.languages.registerInlineValuesProvider(json, inlineValues),
  );
}
