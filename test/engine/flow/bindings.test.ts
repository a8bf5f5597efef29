import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { type Bindings, bindings } from "../../../engine/flow/bindings.ts";
import type { Flow, FlowNode, Transition } from "../../../engine/flow/flow.ts";
import { nameTable } from "../../../engine/flow/nameTable.ts";
import { shortestPath } from "../../../engine/flow/paths.ts";
import { reachableBy } from "../../../engine/flow/reach.ts";
import { roadsOf } from "../../../engine/flow/roads.ts";
import { toFlow as flowyte } from "../../../engine/formats/flowyte/index.ts";
import { toFlow as voicetest } from "../../../engine/formats/voicetest/index.ts";
import { toFlow as yappr } from "../../../engine/formats/yappr/index.ts";

/** The answers in words: what walks come to `node` with, for each variable that is doubtful there. */
function doubts(flow: Flow, instead: (id: string) => string | undefined = () => undefined): Record<string, string[]> {
  const roads = roadsOf(flow, instead);
  const reached = reachableBy(flow, roads, [...flow.starts, ...flow.nodes.filter((node) => node.global)]);
  const found = bindings(flow, nameTable(flow), roads, reached);
  const line = ({ name, spot, without, with: comes }: Bindings["reads"][number]): string =>
    `${name} at ${flow.nodes[spot.node]!.id}: ${[without && "without", comes && "with"].filter(Boolean).join(", ")}`;
  const { reads, binds, tokens } = found;
  return Object.fromEntries(
    Object.entries({ reads, binds, tokens })
      .filter(([, all]) => all.length > 0)
      .map(([kind, all]) => [kind, all.map(line)]),
  );
}

const say = (id: string, text: string) => ({ id, type: "message", data: { text } });
const ask = (id: string, slot: string, prompt = "?") => ({ id, type: "collect", data: { slot, prompt } });
const when = (id: string, condition: string) => ({ id, type: "branch", data: { condition } });

/** A playbook whose connections are written `a>b` or `a>b:handle`. */
function playbook(nodes: readonly object[], connections: string): Flow {
  return flowyte(
    {
      nodes: [{ id: "s", type: "start" }, ...nodes],
      connections: connections.split(" ").map((each, i) => {
        const [ends = "", sourceHandle] = each.split(":");
        const [source, target] = ends.split(">");
        return { id: `${i}`, source, target, ...(sourceHandle && { sourceHandle }) };
      }),
    },
    [],
  );
}

suite("what walks know where they arrive", () => {
  test("a collect binds on success alone", () => {
    const flow = playbook([ask("c", "x"), say("m", "{x}"), say("n", "{x}")], "s>c c>m c>n:needs_input");
    assert.deepEqual(doubts(flow), { reads: ["x at n: without"] });
  });

  test("a skill's outputs have no value when arguments are missing", () => {
    const skill = { id: "k", type: "skill", data: { tool: "t", args: { a: "{x}" }, output: { x: "a" } } };
    assert.deepEqual(doubts(playbook([skill, say("m", "{x}")], "s>k k>m k>m:needs_input")), {
      reads: ["x at k: without", "x at m: without, with"],
    });
  });

  test("a walk that comes back has a value, and came first without", () => {
    const flow = playbook([say("m", "{x}"), ask("c", "x", "{x}")], "s>m m>c c>m");
    assert.deepEqual(doubts(flow), { reads: ["x at m: without, with", "x at c: without, with"] });
  });

  test("a branch knows what it has asked for", () => {
    const flow = playbook(
      [when("b", "{x} exists"), ask("c", "x"), say("m", "{x}"), say("n", "{x}"), ask("lost", "x")],
      "s>b b>m:true b>n:false n>c c>m",
    );
    assert.deepEqual(doubts(flow), { reads: ["x at n: without"] });
  });

  test("what comes in from outside is known, and what only unreachable nodes bind is another matter", () => {
    const nodes = [say("m", "{x} {y}"), ask("lost", "y"), ask("c", "x")];
    const flow = flowyte(
      {
        inputSchema: { properties: { x: {} } },
        nodes: [{ id: "s", type: "start" }, ...nodes],
        connections: [
          { source: "s", target: "m" },
          { source: "m", target: "c" },
        ],
      },
      [],
    );
    assert.deepEqual(doubts(flow), {});
  });

  test("a misspelt transition brings values along and is no reason for a doubt", () => {
    const flow = playbook([ask("c", "x"), say("m", "{x}"), say("n", "{x}")], "s>c c>mm c>nn:needs_input m>n");
    assert.deepEqual(
      doubts(flow, (id) => id[0]),
      {},
    );
    const both = playbook([ask("c", "x"), say("m", "{x}")], "s>c s>m c>mm");
    assert.deepEqual(
      doubts(both, (id) => id[0]),
      { reads: ["x at m: without, with"] },
    );
  });

  test("of several that bind, those that come second", () => {
    const flow = playbook(
      [ask("c", "x"), ask("d", "x"), ask("e", "x"), when("b", "1 == 1")],
      "s>c c>b b>d:true c>e:needs_input",
    );
    assert.deepEqual(doubts(flow), { binds: ["x at d: with"] });
  });

  test("an equation on the way out of an extract node finds what that has found", () => {
    const equation = (left: string) => ({
      type: "equation",
      value: "",
      equations: [{ left, operator: "==", right: "1" }],
    });
    const flow = voicetest(
      {
        entry_node_id: "x",
        nodes: {
          x: {
            node_type: "extract",
            state_prompt: "{{a}}",
            variables_to_extract: [{ name: "a" }],
            transitions: [{ target_node_id: "y", condition: equation("a") }],
          },
          y: { node_type: "conversation", state_prompt: "{{a}}", transitions: [] },
          help: { node_type: "conversation", state_prompt: "{{a}} {{b}}", global_node_setting: { condition: "" } },
          z: { node_type: "extract", state_prompt: "", variables_to_extract: [{ name: "b" }] },
        },
      },
      [],
    );
    assert.deepEqual(doubts(flow), { reads: ["a at x: without"] });
  });

  test("a global node is entered from wherever the caller is waited for", () => {
    const flow = voicetest(
      {
        entry_node_id: "a",
        nodes: {
          a: { node_type: "conversation", state_prompt: "", transitions: [{ target_node_id: "x", condition: {} }] },
          x: {
            node_type: "extract",
            state_prompt: "",
            variables_to_extract: [{ name: "n" }],
            transitions: [{ target_node_id: "a", condition: { type: "always" } }],
          },
          help: { node_type: "transfer", state_prompt: "{{n}}", global_node_setting: { condition: "" } },
        },
      },
      [],
    );
    assert.deepEqual(doubts(flow), { reads: ["n at help: without, with"] });
  });

  test("a token reads a node that has run", () => {
    const call = (id: string, to: string, args: object) => ({
      id,
      type: "integration_call",
      args_template: args,
      transitions: { success_next_step_id: to },
    });
    const flow = yappr(
      {
        nodes: [
          { id: "s", type: "start", next_step_id: "a" },
          call("a", "b", { x: "{{b.when}}", y: "{{a.x}}" }),
          call("b", "c", { when: { mode: "ai_extract" }, x: "{{c.y}} {{lost.y}} {{gone.y}}" }),
          call("c", "a", { x: "{{b.when}}" }),
          call("lost", "a", {}),
        ],
      },
      [],
    );
    assert.deepEqual(doubts(flow), {});
    const straight = yappr(
      {
        nodes: [{ id: "s", type: "start", next_step_id: "a" }, call("a", "b", { x: "{{b.when}}" }), call("b", "", {})],
      },
      [],
    );
    assert.deepEqual(doubts(straight), { tokens: ["b at a: without"] });
  });

  test("without a start nobody arrives", () => {
    assert.deepEqual(doubts(flowyte({ nodes: [ask("c", "x"), say("m", "{x}")], connections: [] }, [])), {});
  });
});

/** What a drawn node does, on which variable, and where its two ways lead. */
const drawn = fc.record({
  does: fc.constantFrom("asks", "says", "branches"),
  variable: fc.nat(),
  other: fc.nat(),
  ways: fc.tuple(fc.nat(), fc.nat()),
});

test("in any playbook, a walk without is there exactly where one can be found", () => {
  fc.assert(
    // More variables than go round at once, or one or two of which more can be said.
    fc.property(fc.array(drawn, { minLength: 1, maxLength: 14 }), fc.constantFrom(1, 2, 70), (steps, variables) => {
      const nodes = steps.map(({ does, variable, other }, i) => {
        const [one, two] = [`v${variable % variables}`, `v${other % variables}`];
        if (does === "asks") return ask(`n${i}`, one, `{${two}}`);
        return does === "says" ? say(`n${i}`, `{${one}}`) : when(`n${i}`, `{${one}} exists`);
      });
      const handles = { asks: ["success", "needs_input"], says: ["success"], branches: ["true", "false"] };
      const connections = steps.flatMap(({ does, ways }, i) =>
        handles[does as keyof typeof handles].map((handle, way) => `n${i}>n${ways[way]! % steps.length}:${handle}`),
      );
      const flow = playbook(nodes, ["s>n0", ...connections].join(" "));
      const table = nameTable(flow);
      const roads = roadsOf(flow, () => undefined);
      const { reads } = bindings(flow, table, roads, reachableBy(flow, roads, flow.starts));
      for (const [name, uses] of table.variable)
        for (const spot of uses.reads) {
          const to = (index: number) => (node: FlowNode) => node.index === index;
          const isBound = uses.binds.some(({ node }) => shortestPath(flow, flow.starts, to(node)));
          const binding = (_: FlowNode, transition?: Transition): boolean => transition?.knows?.includes(name) ?? false;
          const path = shortestPath(flow, flow.starts, to(spot.node), binding);
          const expected = isBound && flow.nodes[spot.node]!.type !== "branch" && path !== undefined;
          // Of a variable that only unreachable nodes bind, and a condition knows, either answer will do.
          const found = reads.some((read) => read.spot === spot);
          if (isBound) assert.equal(found, expected, `${name} at ${flow.nodes[spot.node]!.id}`);
        }
    }),
  );
});
