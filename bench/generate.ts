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

const instructions = `Ask the caller for the date they would like, read it back to them, and do not go on before they have agreed.`;

/** A Yappr flow of `size` nodes, every fourth of which calls a tool and looks at what it answers. */
export function yapprFlow(size: number): string {
  const place = (id: number): string => (id % size === 0 ? "start" : `step-${id % size}`);
  const nodes = Array.from({ length: size }, (_, i) => {
    if (i === 0)
      return { id: "start", type: "start", greeting: "Good day, how can I help you?", next_step_id: place(1) };
    if (i === size - 1) return { id: place(i), type: "end", farewell: "Goodbye." };
    if (i % 4 === 0)
      return {
        id: place(i),
        type: "tool_call",
        name: `Check ${i}`,
        tool_id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
        timeout_secs: 20,
        transitions: {
          success_next_step_id: place(i + 1),
          error_next_step_id: place(size - 1),
          custom: [
            {
              id: `full-${i}`,
              label: "Nothing left that day",
              jsonpath: "$.slots[0].status",
              equals: "full",
              next_step_id: place(i - 1),
            },
          ],
        },
      };
    return {
      id: place(i),
      type: "conversation",
      name: `Step ${i}`,
      instructions: `${instructions} The caller rings from {{metadata.user_number}}. This is step ${i}.`,
      transitions: [
        {
          id: `yes-${i}`,
          label: `Caller agrees to step ${i}`,
          description: "A day such as Wednesday, a time, a number of people",
          next_step_id: place(i + 1),
        },
        { id: `no-${i}`, label: `Caller declines ${i}`, description: "No, not today", next_step_id: place(size - 1) },
      ],
    };
  });
  return JSON.stringify({ flow_config_version: "1", nodes }, null, 2);
}

/** A Flowyte playbook of `size` nodes, in rounds of four: ask for a value, look it up, decide, and say so. */
export function playbook(size: number): string {
  const nodes: unknown[] = [];
  const connections: unknown[] = [];
  const connect = (from: number, to: number, sourceHandle: string): void =>
    void connections.push({ id: `c${connections.length}`, source: `n${from}`, sourceHandle, target: `n${to}` });
  const add = (type: string, data: object): void =>
    void nodes.push({ id: `n${nodes.length}`, type, position: { x: nodes.length * 200, y: 0 }, data });
  const last = size - 1;
  add("start", { message: "Good day, how can I help you?" });
  connect(0, 1, "success");
  for (let i = 1; i < last; i++) {
    const round = Math.ceil(i / 4);
    switch (i % 4) {
      case 1:
        add("collect", { slot: `day_${round}`, prompt: `${instructions} This is question ${i}.` });
        connect(i, i + 1, "success");
        connect(i, last, "needs_input");
        break;
      case 2:
        add("skill", {
          tool: "find_slot",
          args: { day: `{day_${round}}`, note: `Asked in round ${round}` },
          output: { [`found_${round}`]: "data.slots.0" },
        });
        connect(i, i + 1, "success");
        connect(i, i - 1, "needs_input");
        break;
      case 3:
        add("branch", { condition: `{found_${round}.count} > ${round} and {day_${round}} != "today"` });
        connect(i, i + 1, "true");
        connect(i, i - 2 > 0 ? i - 2 : last, "false");
        break;
      default:
        add("message", {
          text: `I can read it back to you: {found_${round}.time} on {day_${round}}, as in round ${round}.`,
        });
        connect(i, i + 1, "success");
    }
  }
  add("end", {});
  return JSON.stringify({ flowId: "b3c1a8d2-4a70-4a3e-9d44-7f2f6f0f5a01", nodes, connections }, null, 2);
}
