// The mutation score of a flow, as a person asks for it and sees what survived.

import * as vscode from "vscode";
import { control } from "../host/control.ts";
import { deepEqual, equal, eventually, type Tests } from "../host/harness.ts";
import { parts } from "../host/parts.ts";
import { closeAll, file, open, openWithLenses } from "./window.ts";

/** What survived in the flow: its line as the editor counts it, and what is said there. */
function survivors(): [line: number, message: string][] {
  return vscode.languages
    .getDiagnostics(file("flows/booking.json"))
    .filter(({ code }) => code === "survived")
    .map(({ range, message }) => [range.start.line + 1, message]);
}

export const mutating: Tests = {
  "mutation: the palette measures the tests of a flow, and what they do not notice is information on its line":
    async () => {
      await openWithLenses("flows/booking.json");
      await control().waitFor({ selector: parts.lens, text: "Run 2 tests" });
      await vscode.commands.executeCommand("workbench.action.quickOpen", ">Flowproof: Mutation");
      await control().waitFor({ within: parts.quickPickRow, text: "Flowproof: Mutation Score" });
      await control().press("Enter");
      await eventually(survivors, {
        what: "survivors",
        on: [vscode.languages.onDidChangeDiagnostics],
        until: (found) => found.length > 0,
      });
      deepEqual(survivors(), [
        [21, 'No case takes "tx-decline" to "goodbye"'],
        [30, 'No case takes "error" of "check-calendar" to "sorry"'],
      ]);
      const [first] = vscode.languages.getDiagnostics(file("flows/booking.json"));
      deepEqual([first!.severity, first!.source], [vscode.DiagnosticSeverity.Information, "Flowproof"]);
      await control().waitFor(parts.infoSquiggle);
      await vscode.commands.executeCommand("notifications.showList");
      await control().waitFor({
        within: parts.notification,
        text: "Mutation score 64.2 %: 5 of 15 mutants survived; one test does not pass and notices nothing",
      });
      await control().screenshot("a mutation score");
      await control().click({ selector: parts.notificationButton, text: "Show" });
      await control().waitFor({ within: parts.problem, text: 'No case takes "tx-decline" to "goodbye"' });
      await control().screenshot("what survived");
    },

  "mutation: what no case comes to is mended by a case that is written for it": async () => {
    const [first] = vscode.languages.getDiagnostics(file("flows/booking.json"));
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      file("flows/booking.json"),
      first!.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    deepEqual(
      found.map(({ title }) => title),
      ["Write a case that takes this transition"],
    );
  },

  "mutation: what survived is gone as soon as the flow is edited, and so is not taken for a problem": async () => {
    const editor = await open("flows/booking.json");
    equal(survivors().length, 2);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "\n"));
    await eventually(() => survivors().length === 0, { on: [vscode.languages.onDidChangeDiagnostics] });
    await vscode.commands.executeCommand("undo");
    await vscode.commands.executeCommand("workbench.action.closePanel");
    await closeAll();
  },
};
