import * as vscode from "vscode";
import { debugType } from "./configurations.ts";

/** What a hover in the JSON of a flow asks for while a walk is debugged: `{slot}`, `{{variable}}`, or the name under the mouse. */
export const hoveredValues: vscode.EvaluatableExpressionProvider = {
  provideEvaluatableExpression(document, position) {
    if (vscode.debug.activeDebugSession?.type !== debugType) return undefined;
    const range =
      document.getWordRangeAtPosition(position, /\{\{?[^{}"\\]+\}?\}/) ??
      document.getWordRangeAtPosition(position, /[\p{L}_][\p{L}\p{N}_.]*/u);
    return range && new vscode.EvaluatableExpression(range);
  },
};

/** The values of what the line where a walk stands speaks of, and the lines of its node before it. */
export const inlineValues: vscode.InlineValuesProvider = {
  provideInlineValues(document, viewPort, { stoppedLocation }) {
    const values: vscode.InlineValue[] = [];
    if (vscode.debug.activeDebugSession?.type !== debugType) return values;
    const first = Math.max(viewPort.start.line, stoppedLocation.start.line - 1);
    const last = Math.min(viewPort.end.line, stoppedLocation.end.line + 12, document.lineCount - 1);
    for (let line = first; line <= last; line++) {
      const { text } = document.lineAt(line);
      for (const match of text.matchAll(/\{\{?\s*[\p{L}_][^{}"\\]*\}?\}/gu)) {
        const range = new vscode.Range(line, match.index, line, match.index + match[0].length);
        values.push(new vscode.InlineValueEvaluatableExpression(range, match[0]));
      }
    }
    return values;
  },
};
