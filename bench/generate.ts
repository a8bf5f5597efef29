/** An AgentGraph of `size` nodes, some 900 bytes each, as an export would be: indented, everything reachable. */
export function agentGraph(size: number): string {
  const sentence =
    "Ask the caller for the date they would like, read it back to them, and do not go on before they have agreed. ";
  const nodes: Record<string, unknown> = {};
  for (let i = 0; i < size; i++) {
    const id = `node_${i}`;
    nodes[id] = {
      id,
      state_prompt: `${sentence.repeat(2)}This is step ${i}.`,
      node_type: "conversation",
      tools: [],
      transitions: [
        {
          target_node_id: `node_${(i + 1) % size}`,
          condition: {
            type: "llm_prompt",
            value: `The caller agrees to step ${i}`,
            equations: [],
            logical_operator: "and",
          },
        },
        {
          target_node_id: `node_${(i * 7) % size}`,
          condition: {
            type: "equation",
            value: "attempts > 3",
            equations: [{ left: "attempts", operator: ">", right: "3" }],
            logical_operator: "and",
          },
        },
      ],
      metadata: { name: `Step ${i}`, display_position: { x: (i % 50) * 300, y: Math.floor(i / 50) * 200 } },
    };
  }
  return JSON.stringify(
    { source_type: "custom", entry_node_id: "node_0", nodes, source_metadata: { general_prompt: "Be kind." } },
    null,
    1,
  );
}

/** A Yappr flow of ten conversations in a row, and a case of ten turns that walks it; `n` makes each case's words its own. */
export function tenTurns(n: number): { flow: unknown; test: unknown } {
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
  return {
    flow: {
      flow_config_version: "1",
      nodes: [{ id: "start", type: "start", next_step_id: "ask-0" }, ...steps, { id: "end", type: "end" }],
    },
    test: {
      name: `case ${n}`,
      turns: steps.map((_, i) => `Wednesday at ${(n % 12) + 1} would be a good time, my name is number ${n} of ${i}`),
      expect: { outcome: "ended", ended_at: "end" },
    },
  };
}
