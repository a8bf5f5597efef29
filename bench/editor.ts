// What an editor asks while somebody types in a flow of 5,000 nodes, as ratios of the time that JSON.parse takes for it.

import { complete, type Document, nameAt, read, reread, schemaAt } from "../engine/index.ts";
import { agentGraph } from "./generate.ts";
import { median, table } from "./measure.ts";

/** Rows for what is asked of a version that was read before, and of one that has just been typed. */
export function editor(): string {
  const text = agentGraph(5000);
  const base = median(() => JSON.parse(text));
  const target = text.indexOf('"target_node_id"', text.length >> 1);
  const inTarget = text.indexOf('"node_', target) + 1;
  const inPrompt = text.indexOf("read it back", text.length >> 1);
  const lineEnd = text.indexOf("\n", target);
  const document = read(text, "graph.json");
  const texts = {
    braces: `${text.slice(0, inPrompt)}{{${text.slice(inPrompt)}`,
    unfinished: `${text.slice(0, target)}"target_node_id": ${text.slice(lineEnd)}`,
  };
  /** The time of an answer about a text that is typed anew each time. */
  const typed = (after: string, answer: (document: Document) => unknown): number => {
    let current = document;
    return median(() => {
      current = reread(current, current.text === text ? after : text);
      answer(current);
    });
  };
  const rows: [what: string, time: number][] = [
    ["targets", median(() => complete(document, inTarget))],
    ["members", median(() => complete(document, target + 1))],
    ["whole nodes", median(() => complete(document, text.indexOf('"nodes": {') + '"nodes": {'.length))],
    [
      "hover: name and description",
      median(() => [nameAt(document, inTarget), schemaAt(document, document.tree().at(target + 1).path)]),
    ],
    ["a letter typed, then variables", typed(texts.braces, (now) => complete(now, inPrompt + 2))],
    [
      "a value taken away, then targets",
      typed(texts.unfinished, (now) => complete(now, target + '"target_node_id": '.length)),
    ],
  ];
  return table([
    ["asked", "ms", "of JSON.parse"],
    ...rows.map(([what, time]) => [what, time.toFixed(2), `${(time / base).toFixed(2)} ×`]),
  ]);
}
