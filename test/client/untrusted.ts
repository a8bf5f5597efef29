// A workspace that nobody has said to trust: everything can be read, nothing runs.

import * as vscode from "vscode";
import { control } from "../host/control.ts";
import { equal, runAll } from "../host/harness.ts";
import { explorerShows, openExplorer } from "./explorer.ts";
import { file, open, openWithLenses, problems } from "./window.ts";

const untried = [
  "flows (Not yet run)",
  "  booking.flowtest.json (Not yet run)",
  "    books a Wednesday (Not yet run)",
  "    hears that the calendar is down (Not yet run)",
  "playbooks (Not yet run)",
  "  zip.flowtest.json (Not yet run)",
  "    hears a zip (Not yet run)",
];
const refusal = "Running flow tests needs a trusted workspace";

export const run = () =>
  runAll({
    "nobody trusts this workspace": () => equal(vscode.workspace.isTrusted, false),

    "problems are found and tests are listed": async () => {
      await open("flows/broken.json");
      equal((await problems("flows/broken.json")).length, 1);
      const symbols = await vscode.commands.executeCommand<unknown[]>(
        "vscode.executeDocumentSymbolProvider",
        file("flows/booking.json"),
      );
      equal(symbols.length > 0, true, "there is an outline");
      await openExplorer();
      await explorerShows(untried);
    },

    "a click on a lens runs nothing and says why": async () => {
      await openWithLenses("flows/booking.flowtest.json");
      await control().click({ selector: ".codelens-decoration a", text: "▶ Run", exact: true, nth: 0 });
      // While tests run, VS Code keeps messages in the notification centre.
      await vscode.commands.executeCommand("notifications.showList");
      await control().waitFor({ within: ".notifications-center", text: refusal });
      await control().screenshot("an untrusted workspace");
      await openExplorer();
      await explorerShows(untried);
    },

    "the message leads to where trust is given": async () => {
      await control().click({ within: ".notifications-center", text: "Manage Workspace Trust" });
      await control().waitFor(".workspace-trust-editor");
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    },

    "a click on the lens of a trace walks nothing and says why": async () => {
      await vscode.commands.executeCommand("notifications.clearAll");
      await openWithLenses("flows/booking.flowtest.json");
      await control().click({ selector: ".codelens-decoration a", text: "Trace", exact: true, nth: 0 });
      await vscode.commands.executeCommand("notifications.showList");
      await control().waitFor({ within: ".notifications-center", text: refusal });
      equal(vscode.window.activeTextEditor?.document.uri.scheme, file("flows/booking.flowtest.json").scheme);
    },

    "the palette offers nothing that runs": async () => {
      await open("flows/booking.flowtest.json");
      await vscode.commands.executeCommand("workbench.action.quickOpen", ">Flowproof: ");
      await control().waitFor({ within: ".quick-input-list", text: "Flowproof: Show Log" });
      equal(await control().count({ within: ".quick-input-list", text: "Run" }), 0);
      equal(await control().count({ within: ".quick-input-list", text: "Trace" }), 0);
      equal(await control().count({ within: ".quick-input-list", text: "Mutation" }), 0);
      await control().press("Escape");
    },

    "nothing is debugged, from a lens or by a command": async () => {
      await openWithLenses("flows/booking.flowtest.json");
      await control().click({ selector: ".codelens-decoration a", text: "Debug", nth: 0 });
      void vscode.commands.executeCommand("flowproof.talk", { uri: file("flows/booking.json").toString() });
      equal(vscode.debug.activeDebugSession, undefined);
      await openExplorer();
      await explorerShows(untried);
    },
  });
