import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { cycles } from "../../../engine/flow/cycles.ts";
import type { Flow } from "../../../engine/flow/flow.ts";
import { reachableFrom } from "../../../engine/flow/reach.ts";
import { toFlow } from "../../../engine/formats/flowyte/toFlow.ts";

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
