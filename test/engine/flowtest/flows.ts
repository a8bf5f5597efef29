// Two small flows that the tests of this folder walk, one a dialect.

/** A Yappr flow: a date is asked for, a tool looks it up, and may send the caller back. */
export const booking = {
  flow_config_version: "1",
  nodes: [
    { id: "start-1", type: "start", greeting: "Hi", is_literal: true, next_step_id: "ask-date-1" },
    {
      id: "ask-date-1",
      type: "conversation",
      instructions: "Ask for a day",
      transitions: [
        {
          id: "tx-confirm",
          label: "Caller wants to book",
          description: "Caller gave a day such as Wednesday",
          next_step_id: "check-availability-step",
        },
        {
          id: "tx-decline",
          label: "Caller declined",
          description: "Caller is not interested",
          next_step_id: "end-1",
        },
      ],
    },
    {
      id: "check-availability-step",
      type: "tool_call",
      name: "Check Availability",
      tool_id: "9f0c2f4e-6c0e-4f0e-9d4e-0b6f5a2d7c11",
      transitions: {
        success_next_step_id: "end-1",
        error_next_step_id: "end-err",
        custom: [{ id: "busy", label: "Busy", jsonpath: "$.status", equals: "busy", next_step_id: "ask-date-1" }],
      },
    },
    { id: "end-1", type: "end" },
    { id: "end-err", type: "end" },
  ],
};

/** A Flowyte playbook: a zip is collected, a skill looks it up, a branch speaks accordingly. */
export const areas = {
  flowId: "areas",
  nodes: [
    { id: "s", type: "start", data: { message: "Hi" } },
    { id: "c", type: "collect", data: { slot: "zip", prompt: "Your zip?", allow_dtmf: true, dtmf_length: 5 } },
    {
      id: "k",
      type: "skill",
      data: { tool: "find_area", args: { zip: "{zip}" }, output: { area: "data.name", ok: "covered" } },
    },
    { id: "b", type: "branch", data: { condition: "{ok} == true" } },
    { id: "m", type: "message", data: { text: "We serve {area}." } },
    { id: "n", type: "message", data: { text: "Sorry, not {zip}." } },
    { id: "e", type: "end" },
  ],
  connections: [
    { id: "1", source: "s", target: "c" },
    { id: "2", source: "c", target: "k" },
    { id: "3", source: "k", target: "b" },
    { id: "4", source: "b", target: "m", sourceHandle: "true" },
    { id: "5", source: "b", target: "n", sourceHandle: "false" },
    { id: "6", source: "m", target: "e" },
    { id: "7", source: "n", target: "e" },
  ],
};

/** A voicetest graph: a conversation, an equation on what the caller gave, two ends. */
export const support = {
  entry_node_id: "greet",
  source_type: "custom",
  nodes: {
    greet: {
      id: "greet",
      state_prompt: "Greet the caller and ask for the plan",
      node_type: "conversation",
      transitions: [
        { target_node_id: "plan", condition: { type: "llm_prompt", value: "Caller names a plan" } },
        { target_node_id: "bye", condition: { type: "llm_prompt", value: "Caller hangs up" } },
      ],
    },
    plan: {
      id: "plan",
      state_prompt: "",
      node_type: "extract",
      variables_to_extract: [{ name: "plan", description: "The plan" }],
      transitions: [
        {
          target_node_id: "vip",
          condition: { type: "equation", value: "", equations: [{ left: "plan", operator: "==", right: "gold" }] },
        },
        { target_node_id: "bye", condition: { type: "always", value: "Else" } },
      ],
    },
    vip: { id: "vip", state_prompt: "Thank the caller", node_type: "end" },
    bye: { id: "bye", state_prompt: "", node_type: "end" },
  },
};
