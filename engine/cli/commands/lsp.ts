import type { Command } from "../command.ts";
import { Usage } from "../command.ts";

export const lsp: Command = {
  name: "lsp",
  summary: "is the language server, for any editor",
  help: `Runs the language server that the Visual Studio Code extension uses, for any other editor.

Usage: flowproof lsp --stdio

It speaks the Language Server Protocol on standard input and output until the editor says exit.`,
  options: { stdio: { type: "boolean" } },

  async run({ options }) {
    if (!options.stdio) throw new Usage("say --stdio: it is the only way this server speaks");
    // The server is bundled beside this command and loaded only now: no other command pays for it.
    const bundle = new URL("./lsp.js", import.meta.url).href;
    const { serve } = (await import(bundle)) as { serve(): Promise<number> };
    return serve();
  },
};
