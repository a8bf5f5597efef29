import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { read } from "../../../engine/index.ts";
import { comparisons, tests } from "../../../engine/simulate/flowyte/expression.ts";
import { completeAt, labels, taken } from "./at.ts";

const catalogue = {
  skills: [
    {
      tool: "crm.lookup",
      description: "Finds a customer",
      params: { channel: { type: "string" }, phone: { required: true, type: "string", description: "As dialled" } },
      returns: { data: { name: "Ada" }, ok: true },
    },
    { tool: "crm.close" },
  ],
};
const skills = read(JSON.stringify(catalogue), "a.flowyte-skills.json").skills!;

/** A playbook with one more node, and one more connection. */
const playbook = (node: string, connection = ""): string => `{
  "flowId": "f",
  "nodes": [
    { "id": "s", "type": "start" },
    { "id": "ask", "type": "collect", "data": { "slot": "zip", "prompt": "Your ZIP code?" } },
    { "id": "end", "type": "end" }${node && `,\n    ${node}`}
  ],
  "connections": [
    { "id": "c1", "source": "s", "target": "ask" },
    { "id": "c2", "source": "ask", "target": "end", "sourceHandle": "success" }${connection && `,\n    ${connection}`}
  ]
}`;
const name = "playbook.json";
const inNode = (node: string): string[] => labels(playbook(node), name, { skills });
const takenIn = (node: string, label: string): unknown =>
  JSON.parse(taken(playbook(node), name, label, { skills })).nodes.at(-1).data;

suite("completion in a Flowyte playbook", () => {
  test("types by their own names, then by the others", () => {
    const { proposals } = completeAt(playbook('{ "id": "x", "type": "|" }'), name);
    assert.deepEqual(
      proposals.slice(0, 6).map(({ label }) => label),
      ["start", "collect", "skill", "message", "branch", "end"],
    );
    assert.equal(proposals.find(({ label }) => label === "say")?.detail, "another name for message");
  });

  test("sources and targets", () => {
    const found = labels(playbook("", '{ "id": "c3", "source": "ask", "target": "|" }'), name);
    assert.deepEqual(found.toSorted(), ["ask", "end", "s"]);
    assert.deepEqual(labels(playbook("", '{ "id": "c3", "source": "e|" }'), name).toSorted(), ["ask", "end", "s"]);
  });

  test("handles of the source's type, those that lead nowhere first", () => {
    const edge = (source: string): string =>
      `{ "id": "c3", "source": "${source}", "target": "end", "sourceHandle": "|" }`;
    assert.deepEqual(labels(playbook("", edge("ask")), name), ["needs_input", "success"]);
    assert.deepEqual(labels(playbook('{ "id": "b", "type": "branch" }', edge("b")), name), ["true", "false"]);
    assert.deepEqual(labels(playbook("", edge("end")), name), []);
  });

  test("connections from what is not connected", () => {
    const found = labels(playbook('{ "id": "m", "type": "message", "data": { "text": "Hi" } }', "|"), name);
    assert.deepEqual(found, ["connection from m by success"]);
    const text = taken(playbook('{ "id": "m", "type": "message" }', "|"), name, "connection from m by success");
    assert.deepEqual(JSON.parse(text).connections.at(-1), {
      id: "c3",
      source: "m",
      target: "",
      sourceHandle: "success",
    });
  });

  test("skills of the catalogue, with what they do", async () => {
    const { proposals } = completeAt(playbook('{ "id": "k", "type": "skill", "data": { "tool": "|" } }'), name, {
      skills,
    });
    assert.deepEqual(
      proposals.map(({ label }) => label),
      ["crm.lookup", "crm.close"],
    );
    assert.equal(await proposals[0]?.about?.(), "Finds a customer");
  });

  test("parameters, those that are needed first, none twice", () => {
    const node = (args: string): string =>
      `{ "id": "k", "type": "skill", "data": { "tool": "crm.lookup", "args": { ${args} } } }`;
    assert.deepEqual(inNode(node("|")), ["phone", "channel"]);
    assert.deepEqual(inNode(node('"phone": "{zip}", |')), ["channel"]);
    assert.deepEqual(inNode(node('"pho|": ""')), ["phone", "channel"]);
    assert.deepEqual(takenIn(node("|"), "phone"), { tool: "crm.lookup", args: { phone: "" } });
    const { proposals } = completeAt(playbook(node("|")), name, { skills });
    assert.equal(proposals[0]?.detail, "string, needed");
  });

  test("paths into the sample of what a skill returns", () => {
    const node = '{ "id": "k", "type": "skill", "data": { "tool": "crm.lookup", "output": { "who": "|" } } }';
    assert.deepEqual(inNode(node), ["data", "ok", "data.name"]);
  });

  for (const [where, node] of [
    ["a message", '{ "id": "x", "type": "message", "data": { "text": "Hi {|" } }'],
    ["a prompt", '{ "id": "x", "type": "capture", "data": { "slot": "a", "prompt": "Hi {|}" } }'],
    ["an argument", '{ "id": "x", "type": "skill", "data": { "tool": "t", "args": { "a": ["{|"] } } }'],
    ["a condition", '{ "id": "x", "type": "branch", "data": { "condition": "{| == 1" } }'],
  ] as const) {
    test(`slots in ${where}`, () => {
      assert.ok(inNode(node).includes("zip"), where);
      assert.ok(JSON.stringify(takenIn(node, "zip")).includes("{zip}"), where);
    });
  }

  test("a condition as an object: variables, and operators", () => {
    const node = (condition: string): string =>
      `{ "id": "x", "type": "branch", "data": { "condition": ${condition} } }`;
    assert.deepEqual(inNode(node('{ "variable": "|" }')), ["zip"]);
    assert.deepEqual(inNode(node('{ "variable": "zip", "operator": "|" }')), [...comparisons, ...tests]);
  });

  test("a slot that is read and that nothing asks for yet", () => {
    const read = '{ "id": "m", "type": "message", "data": { "text": "{town} {town}" } }';
    assert.deepEqual(inNode(`${read}, { "id": "x", "type": "collect", "data": { "slot": "|" } }`), ["town", "zip"]);
  });

  test("whole nodes", () => {
    const found = inNode("|");
    assert.deepEqual(found, ["start node", "collect node", "skill node", "message node", "branch node", "end node"]);
    assert.deepEqual(takenIn("|", "collect node"), { slot: "", prompt: "" });
  });

  test("members of data by the type of the node", () => {
    assert.deepEqual(inNode('{ "id": "x", "type": "capture", "data": { | } }').slice(0, 2), ["slot", "prompt"]);
    assert.deepEqual(inNode('{ "id": "x", "type": "say", "data": { "t|" } }'), ["text"]);
  });
});

suite("completion around playbooks", () => {
  test("an agent, or a change to one, has the members of its schema", () => {
    const file = "a.flowyte-agent.patch.json";
    const found = labels("{ | }", file);
    assert.ok(found.length > 10, found.join());
    assert.ok(!labels(`{ "${found[0]}": null, | }`, file).includes(found[0]!));
  });

  test("a catalogue", () => {
    const file = "a.flowyte-skills.json";
    assert.deepEqual(labels('{ "skills": [{ | }] }', file), [
      "tool",
      "description",
      "params",
      "confirm",
      "confirmPrompt",
      "returns",
    ]);
    const text = taken('{ "skills": [|] }', file, "new skill");
    assert.deepEqual(JSON.parse(text), { skills: [{ tool: "" }] });
  });
});
