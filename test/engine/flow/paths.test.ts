import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import type { Flow, FlowNode } from "../../../engine/flow/flow.ts";
import { pathAlong, pathText, shortestPath, shortestPaths } from "../../../engine/flow/paths.ts";
import { toFlow as playbook } from "../../../engine/formats/flowyte/toFlow.ts";
import { toFlow } from "../../../engine/formats/yappr/toFlow.ts";

const is =
  (id: string) =>
  (node: FlowNode): boolean =>
    node.id === id;

/** A conversation with transitions to the nodes named. */
function talk(id: string, to: readonly string[], more: object = {}): object {
  const transitions = to.map((next, i) => ({ id: `${id}-${i}`, label: next, next_step_id: next }));
  return { id, type: "conversation", instructions: id, transitions, ...more };
}

const flow = toFlow(
  {
    nodes: [
      { id: "start", type: "start", next_step_id: "a" },
      talk("a", ["b", "gone", "c"]),
      talk("b", ["d"]),
      talk("c", ["end"]),
      talk("d", ["end"]),
      { id: "end", type: "end", post_end_step_ids: ["hook"] },
      { id: "hook", type: "webhook" },
      { id: "help", type: "transfer", transfer_to: "+1", is_global: true },
      talk("alone", ["end"]),
    ],
  },
  [],
);

const ids = (path: readonly FlowNode[] | undefined): string | undefined => path?.map(({ id }) => id).join(" ");

it("takes the shortest way, with both its ends", () => {
  assert.equal(ids(shortestPath(flow, flow.starts, is("end"))), "start a c end");
  assert.equal(ids(shortestPath(flow, flow.starts, is("start"))), "start");
  assert.equal(ids(shortestPath(flow, flow.starts, is("alone"))), undefined);
});

it("goes round what it is to avoid, and may still end there", () => {
  assert.equal(ids(shortestPath(flow, flow.starts, is("end"), is("c"))), "start a b d end");
  assert.equal(ids(shortestPath(flow, flow.starts, is("c"), is("c"))), "start a c");
  assert.equal(ids(shortestPath(flow, flow.starts, is("end"), is("a"))), undefined);
});

it("jumps to a global node from one that waits, and goes on to the work after the call", () => {
  assert.equal(ids(shortestPath(flow, flow.starts, is("help"))), "start a help");
  assert.equal(ids(shortestPath(flow, flow.starts, is("help"), is("a"))), undefined);
  assert.equal(ids(shortestPath(flow, flow.starts, is("hook"))), "start a c end hook");
});

it("knows the ways to all nodes at once", () => {
  const before = shortestPaths(flow, flow.starts);
  for (const node of flow.nodes)
    assert.equal(ids(pathAlong(flow, before, node)), ids(shortestPath(flow, flow.starts, is(node.id))));
});

it("finds a way in any graph exactly when there is one, and each step of it is a transition", () => {
  const graph = fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 20 });
  fc.assert(
    fc.property(graph, fc.nat(8), (edges, goal) => {
      const flow: Flow = playbook(
        {
          nodes: Array.from({ length: 9 }, (_, i) => ({ id: `n${i}`, type: "message" })),
          connections: edges.map(([from, to], i) => ({ id: `${i}`, source: `n${from}`, target: `n${to}` })),
        },
        [],
      );
      const distance = Array.from({ length: 9 }, (_, i) => (i === 0 ? 0 : Number.POSITIVE_INFINITY));
      for (let round = 0; round < 9; round++)
        for (const [from, to] of edges) distance[to] = Math.min(distance[to]!, distance[from]! + 1);
      const path = shortestPath(flow, [flow.nodes[0]!], is(`n${goal}`));
      assert.equal(path ? path.length - 1 : Number.POSITIVE_INFINITY, distance[goal]);
      for (const [i, node] of path?.entries() ?? [])
        if (i > 0) assert.ok(edges.some(([from, to]) => `n${from}` === path![i - 1]!.id && `n${to}` === node.id));
    }),
    { numRuns: 300 },
  );
});

it("shows a long way by its beginning and its end", () => {
  const nodes = playbook({ nodes: Array.from({ length: 9 }, (_, i) => ({ id: `n${i}`, type: "message" })) }, []).nodes;
  assert.equal(pathText(nodes.slice(0, 2)), '"n0" → "n1"');
  assert.equal(pathText(nodes.slice(0, 7)), '"n0" → "n1" → "n2" → "n3" → "n4" → "n5" → "n6"');
  assert.equal(pathText(nodes), '"n0" → "n1" → "n2" → … → "n6" → "n7" → "n8"');
});
