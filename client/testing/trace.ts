import * as vscode from "vscode";
import type { CaseVerdict, TraceLine } from "../../server/protocol.ts";

/** What the test output shows of a case: its name and verdict, then its trace, each line with the place it is about. */
export function traceOutput(name: string, verdict: CaseVerdict): string {
  const lines = [`${bold(printable(name))}  ${verdict.status}`];
  const width = Math.min(72, Math.max(0, ...verdict.trace.map(({ text }) => text.length)));
  for (const line of verdict.trace) lines.push(`  ${traceLine(line, width)}`);
  for (const why of [verdict.message, ...verdict.failures.map(({ message }) => message)])
    if (why) lines.push(`  ${red(printable(why))}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}

function traceLine({ text, at }: TraceLine, width: number): string {
  const said = printable(text);
  return at ? `${said.padEnd(width)}  ${dim(link(vscode.Uri.parse(at.uri), at.range.start))}` : said;
}

/** A path with line and column: the one form of link that VS Code's output of tests finds in every kind of window. */
function link(uri: vscode.Uri, { line, character }: { line: number; character: number }): string {
  const several = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
  const path = several ? uri.fsPath : vscode.workspace.asRelativePath(uri);
  return `${/\s/.test(path) ? `"${path}"` : path}:${line + 1}:${character + 1}`;
}

/** Without control characters: what a flow says must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, " ");
}

// The terminal's own colours, so the theme's.
const bold = (text: string) => `\x1b[1m${text}\x1b[22m`;
const dim = (text: string) => `\x1b[2m${text}\x1b[22m`;
const red = (text: string) => `\x1b[31m${text}\x1b[39m`;
