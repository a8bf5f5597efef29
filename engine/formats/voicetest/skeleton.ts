/** An AgentGraph to begin with: it asks one thing, and has an end for each answer. */
export const skeleton = {
  source_type: "custom",
  entry_node_id: "greeting",
  nodes: {
    greeting: {
      id: "greeting",
      node_type: "conversation",
      state_prompt: "Greet the caller and find out whether they want to leave a message.",
      transitions: [
        {
          target_node_id: "take_message",
          condition: { type: "llm_prompt", value: "Caller wants to leave a message or to be called back" },
        },
        {
          target_node_id: "goodbye",
          condition: { type: "llm_prompt", value: "Caller needs nothing else and says goodbye" },
        },
      ],
    },
    take_message: {
      id: "take_message",
      node_type: "conversation",
      state_prompt: "Take down the caller's name, telephone number and message, and read them back.",
      transitions: [
        {
          target_node_id: "goodbye",
          condition: { type: "llm_prompt", value: "Caller confirms that the message was taken down correctly" },
        },
      ],
    },
    goodbye: { id: "goodbye", node_type: "end", state_prompt: "Thank the caller and say goodbye.", transitions: [] },
  },
};
