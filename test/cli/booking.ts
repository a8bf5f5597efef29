import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A Yappr flow: `ask` leads to `tool` for callers who say book, to `end` for those who say no. */
export const booking = {
  flow_config_version: "1",
  nodes: [
    { id: "start", type: "start", next_step_id: "ask" },
    {
      id: "ask",
      type: "conversation",
      instructions: "Ask.",
      transitions: [
        { id: "tx-yes", label: "Caller wants to book", description: "", next_step_id: "tool" },
        { id: "tx-no", label: "Caller declines", description: "no", next_step_id: "end" },
      ],
    },
    { id: "tool", name: "Check", type: "tool_call", tool_id: "t", transitions: { success_next_step_id: "end" } },
    { id: "end", type: "end" },
  ],
};

/** A voicetest graph that goes on where the caller says goodbye. */
const graph = {
  entry_node_id: "hello",
  nodes: {
    hello: {
      id: "hello",
      state_prompt: "Say hello.",
      transitions: [{ target_node_id: "bye", condition: { type: "llm_prompt", value: "caller says goodbye" } }],
    },
    bye: { id: "bye", state_prompt: "Say goodbye.", transitions: [] },
  },
};

/** A case that passes. */
export const passes = (name: string, more: object = {}): object => ({ name, turns: ["no"], ...more });
/** A case that ends elsewhere than it expects. */
export const fails = (name: string, more: object = {}): object => ({
  name,
  turns: ["no"],
  expect: { ended_at: "tool" },
  ...more,
});
/** A case without the mock that it needs. */
export const errs = (name: string, more: object = {}): object => ({ name, turns: ["book"], ...more });

/** A case of `graph.json` that passes. */
export const saysGoodbye = (name: string): object => ({ name, turns: ["goodbye"], expect: { visits: ["bye"] } });

/** Writes `flow.json`, `graph.json` and files of cases, each for the flow that its name begins with, or else `flow.json`. */
export function writeTests(cwd: string, files: Readonly<Record<string, readonly object[]>>): void {
  writeFileSync(join(cwd, "flow.json"), JSON.stringify(booking));
  writeFileSync(join(cwd, "graph.json"), JSON.stringify(graph));
  for (const [name, cases] of Object.entries(files)) {
    const path = join(cwd, `${name}.flowtest.json`);
    mkdirSync(join(path, ".."), { recursive: true });
    const flow = name.startsWith("graph") ? "graph.json" : "flow.json";
    const up = "../".repeat(name.split("/").length - 1);
    writeFileSync(path, JSON.stringify({ flow: `./${up}${flow}`, cases }, null, 2));
  }
}
