// What lives here: small files that the tests of the server open. Each is written out line by line, so that the ranges in
// the tests can be counted by eye.

import type { Range } from "vscode-languageserver/node";

/** Where a piece of text stands; it has to be there exactly once. */
export function rangeOf(text: string, piece: string): Range {
  const [before, after, more] = text.split(piece);
  if (before === undefined || after === undefined || more !== undefined)
    throw new Error(`${piece} is not there exactly once`);
  return { start: end(before), end: end(before + piece) };
}

function end(text: string): Range["end"] {
  const lines = text.split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}

/** Five nodes: start, ask, find (a tool), bye, and sorry where a failed tool leads. */
export const booking = `{
  "flow_config_version": "1",
  "nodes": [
    { "id": "start", "type": "start", "next_step_id": "ask", "greeting": "Hi" },
    { "id": "ask", "type": "conversation", "name": "Ask", "instructions": "Ask what for", "transitions": [
      { "id": "tx-book", "label": "wants to book", "description": "books a table", "next_step_id": "find" },
      { "id": "tx-bye", "label": "says goodbye", "description": "nothing more", "next_step_id": "bye" }
    ] },
    { "id": "find", "type": "tool_call", "name": "find", "tool_id": "8b4c1c52-7c0f-4d3c-9d2f-3f6f0e7f4a11",
      "transitions": { "success_next_step_id": "bye", "error_next_step_id": "sorry" } },
    { "id": "bye", "type": "end", "farewell": "Bye" },
    { "id": "sorry", "type": "end", "farewell": "Sorry" }
  ]
}
`;

/** The same with one target misspelt. All nodes can still be reached, so this is the one problem there is. */
export const dangling = booking.replace('"next_step_id": "bye"', '"next_step_id": "bey"');

/** Two cases that pass. */
export const bookingTests = `{
  "flow": "./booking.json",
  "cases": [
    {
      "name": "books",
      "turns": ["I would like to book a table"],
      "mocks": { "find": { "result": { "free": true } } },
      "expect": { "ended_at": "bye" }
    },
    {
      "name": "leaves",
      "turns": ["goodbye"],
      "expect": { "ended_at": "bye" }
    }
  ]
}
`;

/** A playbook of the other dialect: nodes, and the connections between them apart. */
export const playbook = `{
  "flowId": "flow-1",
  "nodes": [
    { "id": "s", "type": "start" },
    { "id": "say", "type": "message", "data": { "text": "Hi" } },
    { "id": "e", "type": "end" }
  ],
  "connections": [
    { "id": "c1", "source": "s", "target": "say" },
    { "id": "c2", "source": "say", "target": "e" }
  ]
}
`;
