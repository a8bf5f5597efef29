// What a check costs in each dialect, cold and after an edit inside a node, and which rules cost most.

import { type Document, lint, read, reread, rules } from "../engine/index.ts";
import { agentGraph, playbook, yapprFlow } from "./generate.ts";
import { median, table } from "./measure.ts";

const dialects = { AgentGraph: agentGraph, "Yappr flow": yapprFlow, "Flowyte playbook": playbook };

/** The times of checks of a text, in milliseconds. Somewhere in its middle it says "read it back", which the edits change. */
export function checks(text: string): { readonly cold: number; readonly edit: number } {
  const cold = median(() => lint(read(text, "flow.json")));
  const at = text.indexOf("read it back", text.length >> 1);
  const edited = `${text.slice(0, at)}X${text.slice(at)}`;
  let current = read(text, "flow.json");
  const edit = median(() => {
    current = reread(current, current.text.length === text.length ? edited : text);
    lint(current);
  });
  return { cold, edit };
}

/** Rows for each dialect and size, with how much longer each takes than the size before. */
export function growth(sizes: readonly number[]): string {
  const rows = [
    ["dialect", "nodes", "MB", "JSON.parse ms", "cold check", "edit in a node", "cold grows", "edit grows"],
  ];
  for (const [title, generate] of Object.entries(dialects)) {
    let before: ReturnType<typeof checks> | undefined;
    for (const size of sizes) {
      const text = generate(size);
      const base = median(() => JSON.parse(text));
      const times = checks(text);
      rows.push([
        title,
        String(size),
        (text.length / 1e6).toFixed(1),
        base.toFixed(2),
        ...[times.cold, times.edit].map((time) => `${(time / base).toFixed(2)} ×`),
        ...(["cold", "edit"] as const).map((what) => (before ? `${(times[what] / before[what]).toFixed(1)} ×` : "")),
      ]);
      before = times;
    }
  }
  return table(rows);
}

const MOST = 5;

/** The rules that take longest on a flow just read, each by itself: what several need, each of them pays for. */
export function costliest(size: number): string {
  const rows = [["dialect", "rule", "of JSON.parse"]];
  for (const [title, generate] of Object.entries(dialects)) {
    const text = generate(size);
    const base = median(() => JSON.parse(text), 500);
    const format = read(text, "flow.json").format!.id;
    const concerned = rules.filter(
      (rule) => ("check" in rule || "checkNode" in rule) && (!rule.formats || rule.formats.includes(format)),
    );
    const none = alone(text, []);
    const times = concerned.map(({ id }) => [id, alone(text, [id]) - none] as const).sort(([, a], [, b]) => b - a);
    for (const [id, time] of times.slice(0, MOST)) rows.push([title, id, `${(time / base).toFixed(2)} ×`]);
  }
  return table(rows);
}

/** The least time of a few checks by some rules alone, each of a document just read: nothing is remembered. */
function alone(text: string, only: readonly string[]): number {
  const times = Array.from({ length: 5 }, () => {
    const document: Document = read(text, "flow.json");
    document.tree();
    const start = performance.now();
    lint(document, { only });
    return performance.now() - start;
  });
  return Math.min(...times);
}
