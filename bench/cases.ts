// How many flow tests a second one core plays, in each dialect, and where the time goes.

import { type Case, type Document, drive, type Flow, read, runCase } from "../engine/index.ts";
import { median, table } from "./measure.ts";

const TOTAL = 5000;

/** A caller's ten turns, in words that no other case has. */
function turns(n: number): string[] {
  return Array.from(
    { length: 10 },
    (_, i) => `Wednesday at ${(n % 12) + 1} would be a good time, my name is number ${n} of ${i}`,
  );
}

/** Ten conversations in a row, each with a way on and a way out, and a case of ten turns; `n` makes its words its own. */
export function yappr(n: number) {
  const steps = Array.from({ length: 10 }, (_, i) => ({
    id: `ask-${i}`,
    type: "conversation",
    instructions: "Ask.",
    transitions: [
      { id: `no-${i}`, label: "Caller declines", description: "No, not today, goodbye", next_step_id: "end" },
      {
        id: `yes-${i}`,
        label: `Caller gave detail ${i}`,
        description: "A day such as Wednesday, a time, a name, a number of people",
        next_step_id: i < 9 ? `ask-${i + 1}` : "end",
      },
    ],
  }));
  const nodes = [{ id: "start", type: "start", next_step_id: "ask-0" }, ...steps, { id: "end", type: "end" }];
  return {
    flow_config: { flow_config_version: "1", nodes },
    test: { name: `case ${n}`, turns: turns(n), expect: { outcome: "ended", ended_at: "end" } },
  };
}

/** Ten questions in a row, behind each a condition on what was answered. */
function flowyte(n: number): { readonly graph: unknown; readonly test: object } {
  const nodes: object[] = [{ id: "start", type: "start", data: { message: "Hello" } }];
  const connections: object[] = [];
  const connect = (source: string, sourceHandle: string, target: string): void =>
    void connections.push({ id: `c${connections.length}`, source, sourceHandle, target });
  connect("start", "success", "ask-0");
  for (let i = 0; i < 10; i++) {
    nodes.push({ id: `ask-${i}`, type: "collect", data: { slot: `answer_${i}`, prompt: "And the next?" } });
    nodes.push({
      id: `is-${i}`,
      type: "branch",
      data: { condition: `answer_${i} contains "time" and answer_${i} != "none"` },
    });
    connect(`ask-${i}`, "success", `is-${i}`);
    connect(`is-${i}`, "true", i < 9 ? `ask-${i + 1}` : "end");
    connect(`is-${i}`, "false", "end");
  }
  nodes.push({ id: "end", type: "end", data: {} });
  return {
    graph: { flowId: "b3c1a8d2-4a70-4a3e-9d44-7f2f6f0f5a01", nodes, connections },
    test: { turns: turns(n), expect: { outcome: "ended", ended_at: "end" } },
  };
}

/** Ten conversations in a row, each with a way on for the model and an equation before it. */
function voicetest(n: number): { readonly agent_graph: unknown; readonly test: object } {
  const nodes: Record<string, unknown> = {};
  for (let i = 0; i < 10; i++)
    nodes[`ask_${i}`] = {
      id: `ask_${i}`,
      node_type: "conversation",
      state_prompt: "Ask {{caller}} for the next detail.",
      transitions: [
        {
          target_node_id: "end",
          condition: { type: "equation", value: "", equations: [{ left: "attempts", operator: ">", right: "3" }] },
        },
        {
          target_node_id: i < 9 ? `ask_${i + 1}` : "end",
          condition: { type: "llm_prompt", value: `Caller gave detail ${i}: a day such as Wednesday, a time, a name` },
        },
      ],
    };
  nodes.end = { id: "end", node_type: "end", state_prompt: "Say goodbye.", transitions: [] };
  return {
    agent_graph: { source_type: "custom", entry_node_id: "ask_0", nodes },
    test: { turns: turns(n), variables: { attempts: 1, caller: "Ana" }, expect: { outcome: "ended", ended_at: "end" } },
  };
}

/** Rows: dialect, cases a second, and what share of a case's time is playing it, the rest being judging and reporting. */
export function casesPerSecond(): string {
  const rows = [["dialect", "cases a second", "µs a case", "of that playing", "the same words again"]];
  for (const [title, make] of [
    ["Yappr flow", yappr],
    ["Flowyte playbook", flowyte],
    ["AgentGraph", voicetest],
  ] as const) {
    const { document, flow } = testsOf(make, (n) => n);
    const all = document.tests!.cases;
    const time = played(all, flow);
    const drives = median(() => {
      for (const one of all) drive(flow, one);
    }, 2000);
    const { document: repeated, flow: again } = testsOf(make, () => 1);
    const same = played(repeated.tests!.cases, again);
    const perSecond = (ms: number): string => Math.round((TOTAL / ms) * 1000).toLocaleString("en");
    rows.push([
      title,
      perSecond(time),
      ((time / TOTAL) * 1000).toFixed(1),
      `${Math.round((drives / time) * 100)} %`,
      `${perSecond(same)} a second`,
    ]);
  }
  return table(rows);
}

function testsOf(
  make: (n: number) => { readonly test: object },
  number: (n: number) => number,
): { document: Document; flow: Flow } {
  const { test: _, ...flow } = make(0);
  const cases = Array.from({ length: TOTAL }, (_, n) => ({ ...make(number(n)).test, name: `case ${n}` }));
  const document = read(JSON.stringify({ ...flow, cases }), "ten.flowtest.json");
  const given = document.tests?.flow;
  if (!given || !("inline" in given)) throw new Error("The tests bring no flow along");
  return { document, flow: given.inline };
}

/** The median time of running all cases, in milliseconds; throws unless every one passes in ten turns. */
function played(all: readonly Case[], flow: Flow): number {
  const now = (): number => performance.now();
  let passed = 0;
  const time = median(() => {
    passed = 0;
    for (const one of all) {
      const { status, state } = runCase(one, flow, { now, file: "ten.flowtest.json" });
      if (status === "passed" && state?.turns === 10) passed++;
    }
  }, 2000);
  if (passed !== all.length)
    throw new Error(`${passed} of ${all.length} cases passed; a benchmark of failing cases says nothing`);
  return time;
}
