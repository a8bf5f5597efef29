import * as vscode from "vscode";
import type { CaseVerdict, TraceLine } from "../../server/protocol.ts";

/** What the test output shows of a case: its name and verdict, then its trace, each line with the place it is about. */
export function traceOutput(name: string, verdict: CaseVerdict): string {
  const fragile = verdict.fragile === undefined ? "" : `  ${dim(printable(verdict.fragile))}`;
  const lines = [`${bold(printable(name))}  ${verdict.status}${fragile}`];
  let last: string | undefined;
  for (const { text, at } of verdict.trace) {
    const place = at && link(at);
    // Several lines about one node name its place once.
    lines.push(`  ${printable(text)}${place === undefined || place === last ? "" : `  ${dim(place)}`}`);
    last = place;
  }
  const reasons = verdict.failures.length > 0 ? verdict.failures.map(({ message }) => message) : [verdict.message];
  for (const why of reasons) if (why) lines.push(`  ${red(printable(why))}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** A line with its place behind it. */
export function placed({ text, at }: TraceLine): string {
  return at ? `${printable(text)}  ${dim(link(at))}` : printable(text);
}

/**
 * A path with line and column, which VS Code makes a link. The path is the whole one: a relative one is only searched for,
 * and hyperlinks of the terminal are followed only where files are local.
 */
function link({ uri, range }: NonNullable<TraceLine["at"]>): string {
  const path = printable(vscode.Uri.parse(uri).fsPath);
  return `${/\s/.test(path) ? `"${path}"` : path}:${range.start.line + 1}:${range.start.character + 1}`;
}

/** Without control characters: what a flow says must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, " ");
}

// The terminal's own colours, so the theme's.
const bold = (text: string) => `\x1b[1m${text}\x1b[22m`;
const dim = (text: string) => `\x1b[2m${text}\x1b[22m`;
const red = (text: string) => `\x1b[31m${text}\x1b[39m`;
