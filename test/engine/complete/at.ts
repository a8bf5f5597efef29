// What lives here: completion at the mark `|` in a text, for tests.

import assert from "node:assert/strict";
import { type Completion, type CompletionContext, complete, type Proposal, read } from "../../../engine/index.ts";
import "../schema/built.ts";

/** A text with its mark taken out, and what is proposed there. */
export interface Marked extends Completion {
  readonly text: string;
}

export function completeAt(marked: string, name: string, context?: CompletionContext): Marked {
  const offset = marked.indexOf("|");
  assert.ok(offset >= 0, `No mark in ${marked}`);
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, ...complete(read(text, name), offset, context) };
}

export function labels(marked: string, name: string, context?: CompletionContext): string[] {
  return completeAt(marked, name, context).proposals.map(({ label }) => label);
}

/** The text after the proposal of a label is taken up, in its plain form. */
export function taken(marked: string, name: string, label: string, context?: CompletionContext): string {
  const { text, proposals } = completeAt(marked, name, context);
  const proposal = proposals.find((each) => each.label === label);
  assert.ok(proposal, `"${label}" is not among ${proposals.map((each) => each.label).join(", ")}`);
  return carriedOut(text, proposal);
}

/** A text after a proposal is taken up. */
export function carriedOut(text: string, { replace, text: put, more }: Proposal): string {
  return [...more, { ...replace, text: put }]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), text);
}
