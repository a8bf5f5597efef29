import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { cycles } from "../../../engine/flow/cycles.ts";
import type { Flow } from "../../../engine/flow/flow.ts";
import { leadingTo } from "../../../engine/flow/leadingTo.ts";
import { shortestPath } from "../../../engine/flow/paths.ts";
import { reachableBy, reachableFrom } from "../../../engine/flow/reach.ts";
import { roadsOf } from "../../../engine/flow/roads.ts";
import { roundTrip } from "../../../engine/flow/roundTrip.ts";
import { traps } from "../../../engine/flow/traps.ts";
import { toFlow } from "../../../engine/formats/flowyte/toFlow.ts";
import { toFlow as yapprFlow } from "../../../engine/formats/yappr/toFlow.ts";

/** A flow of `size` nodes and the edges given, some of them leading nowhere. */
function flowOf(size: number, edges: readonly (readonly [number, number])[]): Flow {
  return toFlow(
    {
      nodes: Array.from({ length: size }, (_, i) => ({ id: `n${i}`, type: "message" })),
      connections: edges.map(([from, to], i) => ({ id: String(i), source: `n${from}`, target: `n${to}` })),
    },
    [],
  );
}

/** Which nodes reach which, worked out the long way. */
function closure(size: number, edges: readonly (readonly [number, number])[]): boolean[][] {
  const reach = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [from, to] of edges) if (from < size && to < size) reach[from]![to] = true;
  for (let k = 0; k < size; k++)
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) if (reach[i]![k] && reach[k]![j]) reach[i]![j] = true;
  return reach;
}

const graph = fc
  .integer({ min: 1, max: 9 })
  .chain((size) => fc.tuple(fc.constant(size), fc.array(fc.tuple(fc.nat(size), fc.nat(size)), { maxLength: 24 })));

it("reaches what some path reaches, in any graph", () => {
  fc.assert(
    fc.property(graph, ([size, edges]) => {
      const flow = flowOf(size, edges);
      const known = closure(size, edges);
      const reached = reachableFrom(flow, [flow.nodes[0]!]);
      for (const [i, node] of flow.nodes.entries()) assert.equal(reached.has(node), i === 0 || known[0]![i]);
    }),
    { numRuns: 500 },
  );
});

it("finds exactly the circles of any graph, in document order", () => {
  fc.assert(
    fc.property(graph, fc.nat(8), ([size, edges], without) => {
      const flow = flowOf(size, edges);
      const kept = edges.filter(([from, to]) => from !== without && to !== without);
      const known = closure(size, kept);
      const expected: number[][] = [];
      for (let i = 0; i < size; i++) {
        if (!known[i]![i] || expected.some((set) => set.includes(i))) continue;
        expected.push(
          Array.from({ length: size }, (_, j) => j).filter((j) => j === i || (known[i]![j] && known[j]![i])),
        );
      }
      const found = cycles(flow, (node) => node.index !== without);
      assert.deepEqual(
        found.map((set) => set.map(({ index }) => index)),
        expected,
      );
    }),
    { numRuns: 500 },
  );
});

it("reaches the same along ways looked up before, and leads back from any of them", () => {
  fc.assert(
    fc.property(graph, fc.nat(8), ([size, edges], goal) => {
      const flow = flowOf(size, edges);
      const roads = roadsOf(flow, () => undefined);
      const known = closure(size, edges);
      const reached = reachableBy(flow, roads, [flow.nodes[0]!]);
      const leading = leadingTo(flow, roads, ({ index }) => index === goal);
      for (const [i, node] of flow.nodes.entries()) {
        assert.equal(reached.has(node), i === 0 || known[0]![i]);
        assert.equal(leading.has(node), goal < size && (i === goal || known[i]![goal]));
        const path = leading.path(flow, node);
        const shortest = shortestPath(flow, [node], ({ index }) => index === goal);
        assert.equal(path.length, shortest?.length ?? 0);
        for (const [at, { index }] of path.entries())
          if (at > 0) assert.ok(edges.some(([from, to]) => from === path[at - 1]!.index && to === index));
      }
    }),
    { numRuns: 300 },
  );
});

it("finds a trap where a circle has no way out and nothing in it is left open", () => {
  const talk = (id: string, to: readonly string[]): object => ({
    id,
    type: "conversation",
    transitions: to.map((next) => ({ id: `${id}-${next}`, next_step_id: next })),
  });
  const flow = yapprFlow(
    {
      nodes: [
        { id: "start", type: "start", next_step_id: "a" },
        talk("a", ["b", "alone", "hole", "first", "end"]),
        talk("b", ["c"]),
        talk("c", ["b", "c"]),
        talk("alone", ["alone"]),
        talk("hole", ["hole", ""]),
        talk("first", ["second", "b"]),
        talk("second", ["first"]),
        { id: "end", type: "end" },
      ],
    },
    [],
  );
  assert.deepEqual(
    traps(flow, () => true).map((circle) => circle.map(({ id }) => id)),
    [["b", "c"], ["alone"]],
  );
  const [circle] = traps(flow, () => true);
  assert.deepEqual(
    roundTrip(flow, circle!).map(({ id }) => id),
    ["b", "c", "b"],
  );
});
