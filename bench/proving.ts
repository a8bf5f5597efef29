// How long it takes to write the tests of a flow of 200 nodes, and to try whether they notice mistakes.

import { type Covering, covering, type Document, mutation, read, scoreOf, sharesOf } from "../engine/index.ts";
import { agentGraph, playbook, yapprFlow } from "./generate.ts";
import { median, table } from "./measure.ts";

const NODES = 200;

/** Rows for each dialect: what was written and covered, what the mutants came to, and the milliseconds of both. */
export function proving(): string {
  const rows = [
    ["dialect", "cases written", "transitions", "ms to write", "mutants", "score", "ms to mutate", "µs a mutant"],
  ];
  for (const [title, generate] of [
    ["AgentGraph", agentGraph],
    ["Yappr flow", yapprFlow],
    ["Flowyte playbook", playbook],
  ] as const) {
    const text = generate(NODES);
    let covered: Covering | undefined;
    // Read anew each time: nothing is remembered from the time before.
    const writing = median(() => {
      covered = drained(covering(read(text, "flow.json").flow!, {}));
    });
    const { flow } = read(text, "flow.json");
    if (!covered || !flow) throw new Error("There is no flow to write cases for");
    const document: Document = read(JSON.stringify({ flow: "flow.json", cases: covered.cases }), "flow.flowtest.json");
    const mutate = () => drained(mutation(flow, [{ document, file: "flow.flowtest.json" }]));
    const mutating = median(mutate);
    const { mutants, score } = scoreOf(mutate());
    rows.push([
      title,
      String(covered.cases.length),
      `${sharesOf(covered.coverage).transitions.covered} of ${sharesOf(covered.coverage).transitions.reachable}`,
      writing.toFixed(0),
      String(mutants),
      `${score} %`,
      mutating.toFixed(0),
      ((mutating / mutants) * 1000).toFixed(0),
    ]);
  }
  return table(rows);
}

function drained<T>(work: Generator<unknown, T>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}
