// What lives here: one small folder a dialect, in which everything that can have a name has one, for tests of navigation.

import { booking, bookingTests } from "./fixtures.ts";

/** A graph by keys: every node says its name twice, and names stand in prompts, equations and tests. */
export const graph = `{
  "entry_node_id": "hello",
  "snippets": { "sorry": "I am sorry, {{caller}}." },
  "nodes": {
    "hello": { "id": "hello", "node_type": "conversation", "state_prompt": "Greet {{caller}}.",
      "transitions": [
        { "target_node_id": "plan", "condition": { "type": "llm_prompt", "value": "wants a plan" } },
        { "target_node_id": "bye", "condition": { "type": "llm_prompt", "value": "leaves" } } ] },
    "plan": { "id": "plan", "node_type": "extract", "state_prompt": "Note the plan.",
      "variables_to_extract": [ { "name": "tier", "description": "basic or gold" } ],
      "transitions": [
        { "target_node_id": "bye", "condition": { "type": "equation", "value": "",
          "equations": [ { "left": "tier", "operator": "==", "right": "gold" } ] } },
        { "target_node_id": "hello", "condition": { "type": "always", "value": "else" } } ] },
    "bye": { "id": "bye", "node_type": "end", "state_prompt": "{%sorry%} Your plan: {{tier}}" }
  }
}
`;

export const graphTests = `{
  "flow": "./graph.json",
  "cases": [
    { "name": "gold",
      "variables": { "caller": "Ana" },
      "turns": [ { "user": "I want a plan", "take": "PLAN", "slots": { "tier": "gold" } } ],
      "expect": { "path": ["hello", "plan", "bye"], "decisions": { "plan": "bye" }, "variables": { "tier": "gold" } } },
    { "name": "from the plan", "start_at": "plan", "turns": [], "expect": { "outcome": "transcript_exhausted" } }
  ]
}
`;

export const voicetest = { "graph.json": graph, "graph.flowtest.json": graphTests };

export const yappr = { "booking.json": booking, "booking.flowtest.json": bookingTests };

export const playbook = `{
  "flowId": "f",
  "nodes": [
    { "id": "start", "type": "start" },
    { "id": "ask", "type": "collect", "data": { "slot": "zip", "prompt": "Your zip?" } },
    { "id": "look", "type": "skill", "data": { "tool": "find", "args": { "code": "{zip}" }, "output": { "area": "name" } } },
    { "id": "say", "type": "message", "data": { "text": "We come to {area}, {zip}." } },
    { "id": "end", "type": "end" }
  ],
  "connections": [
    { "id": "c1", "source": "start", "target": "ask" },
    { "id": "c2", "source": "ask", "target": "look" },
    { "id": "c3", "source": "look", "target": "say" },
    { "id": "c4", "source": "say", "target": "end" }
  ]
}
`;

export const skills = `{
  "skills": [ { "tool": "find", "params": { "code": { "required": true } }, "confirm": true, "confirmPrompt": "Look up {code} for {zip}?" } ]
}
`;

export const playbookTests = `{
  "flow": "./playbook.json",
  "skills": "./agent.flowyte-skills.json",
  "cases": [
    { "name": "finds", "turns": ["02139", "yes"], "mocks": { "find": { "result": { "name": "Cambridge" } } },
      "expect": { "ended_at": "end", "calls": [ { "tool": "find", "args": { "code": "02139" } } ], "variables": { "area": "Cambridge" } } }
  ]
}
`;

export const flowyte = {
  "playbook.json": playbook,
  "agent.flowyte-skills.json": skills,
  "playbook.flowtest.json": playbookTests,
};
