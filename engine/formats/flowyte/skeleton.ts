/** A playbook to begin with: it asks for one value, checks it, and answers either way. */
export const skeleton = {
  flowId: "new-playbook",
  nodes: [
    { id: "start", type: "start", data: { message: "Hello, thank you for calling." } },
    {
      id: "ask-zip",
      type: "collect",
      data: { slot: "zip", prompt: "What is your ZIP code?", allow_dtmf: true, dtmf_length: 5 },
    },
    { id: "is-near", type: "branch", data: { condition: "{zip} starts_with '02'" } },
    { id: "served", type: "message", data: { text: "Good news, we come to {zip}." } },
    { id: "not-served", type: "message", data: { text: "I am sorry, we do not come to {zip} yet." } },
    { id: "end", type: "end" },
  ],
  connections: [
    { id: "c1", source: "start", target: "ask-zip", sourceHandle: "success" },
    { id: "c2", source: "ask-zip", target: "is-near", sourceHandle: "success" },
    { id: "c3", source: "is-near", target: "served", sourceHandle: "true" },
    { id: "c4", source: "is-near", target: "not-served", sourceHandle: "false" },
    { id: "c5", source: "served", target: "end", sourceHandle: "success" },
    { id: "c6", source: "not-served", target: "end", sourceHandle: "success" },
  ],
};
