import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Flow, NodeKind } from "../../../engine/flow/flow.ts";
import { graphEdits } from "../../../engine/formats/graphEdits.ts";
import { type Change, fixed, read } from "../../../engine/index.ts";
import { titleOf } from "../../../engine/text/titleOf.ts";

const flows: Record<string, { text: string; kinds: NodeKind[] }> = {
  "yappr-flow": {
    text: JSON.stringify({
      flow_config_version: "1",
      nodes: [
        { id: "a", type: "conversation", instructions: "Ask.", position: { x: 0, y: 0 } },
        { id: "b", type: "end", position: { x: 240, y: 160 } },
      ],
    }),
    kinds: ["start", "conversation", "tool", "transfer", "end"],
  },
  "flowyte-playbook": {
    text: JSON.stringify({
      flowId: "f",
      nodes: [
        { id: "a", type: "message", position: { x: 0, y: 0 }, data: { text: "Hi" } },
        { id: "b", type: "end", position: { x: 240, y: 160 } },
      ],
      connections: [],
    }),
    kinds: ["start", "collect", "message", "tool", "logic", "end"],
  },
  "voicetest-graph": {
    text: JSON.stringify({
      source_type: "custom",
      nodes: {
        a: { id: "a", state_prompt: "Ask.", node_type: "conversation", metadata: { display_position: { x: 0, y: 0 } } },
        b: { id: "b", state_prompt: "", node_type: "end", metadata: { display_position: { x: 240, y: 160 } } },
      },
    }),
    kinds: ["conversation", "logic", "extract", "tool", "transfer", "end"],
  },
};

function flowAfter(text: string, changes: (flow: Flow) => Change[]): Flow {
  const document = read(text, "flow.json");
  return read(fixed(document, changes(document.flow!)), "flow.json").flow!;
}

for (const [format, { text, kinds }] of Object.entries(flows))
  describe(format, () => {
    const { newNode, addNode, connect, begin } = graphEdits(read(text, "flow.json").flow!.format);

    it("has new nodes of each of its kinds, and one for any other", () => {
      for (const kind of kinds)
        for (const id of ["new", "__proto__", 'quoted "name"']) {
          const flow = flowAfter(text, (flow) => addNode(flow, id, newNode(kind, id), flow.nodes[0]));
          assert.equal(flow.nodes.length, 3);
          assert.equal(flow.byId.get(id)?.kind, kind);
        }
      assert.notEqual(
        flowAfter(text, (flow) => addNode(flow, "x", newNode("post-call", "x"))).byId.get("x"),
        undefined,
      );
    });

    it("puts a new node beside its neighbour, where no other stands", () => {
      const flow = flowAfter(text, (flow) => addNode(flow, "x", newNode("end", "x", flow.nodes[0]), flow.nodes[0]));
      assert.deepEqual(
        flow.nodes.map(({ id }) => id),
        ["a", "x", "b"],
      );
      assert.match(JSON.stringify(flow.byId.get("x")!.value), /"x":240,"y":320/);
    });

    it("makes up no place where the neighbour has none", () => {
      const flow = flowAfter(text, (flow) => addNode(flow, "x", newNode("end", "x"), flow.nodes[0]));
      assert.doesNotMatch(JSON.stringify(flow.byId.get("x")!.value), /position/);
    });

    it("leads a node to a target", () => {
      const handle = format === "flowyte-playbook" ? "success" : "choice";
      const flow = flowAfter(text, (flow) => connect(flow, flow.nodes[0]!, handle, "b"));
      assert.deepEqual(
        flow.nodes[0]!.transitions.map(({ handle, target }) => [handle, target?.id]),
        [[handle, "b"]],
      );
    });

    it("begins at a node", () => {
      const flow = flowAfter(text, (flow) => begin(flow, flow.nodes[0]!));
      const [start] = flow.starts;
      assert.equal(start!.id === "a" ? "a" : start!.transitions[0]?.target?.id, "a");
    });
  });

it("a name as a title", () => {
  assert.equal(titleOf("check-availability-step"), "Check availability step");
  assert.equal(titleOf("transferToHost"), "Transfer to host");
  assert.equal(titleOf("say_goodbye2"), "Say goodbye2");
  assert.equal(titleOf("--"), "");
});
