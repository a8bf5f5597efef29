/** A flow to begin with: it asks one thing, and has an end for each answer. */
export const skeleton = {
  flow_config_version: "1",
  nodes: [
    {
      id: "start",
      type: "start",
      agent_speaks_first: true,
      greeting: "Hello, how can I help you?",
      is_literal: true,
      next_step_id: "what-for",
    },
    {
      id: "what-for",
      type: "conversation",
      name: "What the caller wants",
      instructions: "Find out whether the caller wants to leave a message.",
      transitions: [
        {
          id: "wants-message",
          label: "Caller wants to leave a message",
          description: "Caller asks to be called back or gives a message",
          next_step_id: "take-message",
        },
        {
          id: "wants-nothing",
          label: "Caller needs nothing else",
          description: "Caller says goodbye or has no request",
          next_step_id: "goodbye",
        },
      ],
    },
    {
      id: "take-message",
      type: "conversation",
      name: "The message",
      instructions: "Take down the caller's name, telephone number and message, and read them back.",
      transitions: [
        {
          id: "message-complete",
          label: "Message is complete",
          description: "Caller confirms that everything was taken down correctly",
          next_step_id: "goodbye",
        },
      ],
    },
    { id: "goodbye", type: "end", farewell: "Thank you for calling. Goodbye!", is_literal: true },
  ],
};
