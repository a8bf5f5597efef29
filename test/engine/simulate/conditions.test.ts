// What is said to be certain about conditions has to be so for every value: claims about random conditions are held
// against the evaluators that walks use, over values of every kind.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { FlowNode } from "../../../engine/flow/flow.ts";
import { toFlow as playbook } from "../../../engine/formats/flowyte/toFlow.ts";
import { toFlow as agentGraph } from "../../../engine/formats/voicetest/toFlow.ts";
import { toFlow as yapprFlow } from "../../../engine/formats/yappr/toFlow.ts";
import type { Decisions } from "../../../engine/simulate/conditions/decision.ts";
import { certainly, prove } from "../../../engine/simulate/conditions/prove.ts";
import { holds } from "../../../engine/simulate/flowyte/evaluate.ts";
import { parseCondition } from "../../../engine/simulate/flowyte/parseCondition.ts";
import { decisionsOf, isPlainAt } from "../../../engine/simulate/index.ts";
import { equationOf, fires } from "../../../engine/simulate/voicetest/equations.ts";

const isVariable = (name: string): boolean => name === "x" || name === "y";

function decided(decisions: Decisions | undefined): { decisions: Decisions } & ReturnType<typeof prove> {
  assert.ok(decisions);
  return {
    decisions,
    ...prove(
      decisions.each.map(({ formula }) => formula),
      decisions.cases,
    ),
  };
}

/** Every way to give two variables values of the pool, or none. */
function assignments(pool: readonly unknown[]): ReadonlyMap<string, unknown>[] {
  const given = [undefined, ...pool];
  return given.flatMap((x) =>
    given.map(
      (y) =>
        new Map(
          [
            ["x", x],
            ["y", y],
          ].filter((entry): entry is [string, unknown] => entry[1] !== undefined),
        ),
    ),
  );
}

describe("equations of a voicetest graph", () => {
  const texts = [
    "a",
    "b",
    "A",
    "ab",
    "",
    "5",
    "5.0",
    " 5",
    "3",
    "-4",
    "1_0",
    "10",
    "٣",
    "inf",
    "-inf",
    "nan",
    "x",
    "0x5",
  ];
  const values = assignments([...texts, 5, 4.5, true, null, ["a"]]);
  const clause = fc.record({
    left: fc.constantFrom("x", "x", "x", "y"),
    operator: fc.constantFrom(..."== == != > >= < <= contains not_contains exists not_exist =".split(" ")),
    right: fc.constantFrom(...texts, "x", "y"),
  });
  const condition = fc.record({
    equations: fc.array(clause, { minLength: 1, maxLength: 3 }),
    logical_operator: fc.constantFrom("and", "or"),
  });

  it("are certain only of what no values contradict", () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 5 }), (conditions) => {
        const node = router(conditions);
        const found = decided(decisionsOf("voicetest-graph", node, isVariable));
        const { decisions, each, covered } = found;
        const equations = conditions.map(equationOf);
        const alone = decisions.each.map(({ comparisons }) =>
          comparisons.map(({ formula }) => certainly(formula, decisions.cases)),
        );
        if (isPlainAt("voicetest-graph", node)) {
          assert.equal(claimOf(found), "open");
          assert.ok(alone.flat().every((certain) => certain === undefined));
          assert.ok(decisions.each.every(({ comparisons }) => comparisons.every(({ fault }) => !fault)));
        }
        const onceSet = decisions.each.map(({ formula }) => certainly(formula, decisions.casesOnceSet!));
        for (const variables of values) {
          const fired = equations.map((equation) => fires(equation, variables));
          const claim = (claimed: string, isTrue: boolean): void => {
            if (!isTrue) assert.fail(`${claimed}, and not with ${JSON.stringify([...variables])}`);
          };
          each.forEach(({ holds, behind }, i) => {
            if (holds !== undefined) claim(`${i} ${holds} holds`, fired[i] === (holds === "always"));
            if (behind.length > 0 && fired[i])
              claim(
                `${i} is behind ${behind}`,
                behind.some((j) => j < i && fired[j]),
              );
            if (onceSet[i] === "always" && variables.size === 2) claim(`${i} holds once set`, fired[i] === true);
            alone[i]!.forEach((certain, j) => {
              if (certain === undefined) return;
              const one = fires({ clauses: [equations[i]!.clauses[j]!], join: "and" }, variables);
              claim(`${j} of ${i} ${certain} holds`, one === (certain === "always"));
            });
          });
          if (covered) claim("One always holds", fired.includes(true));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  const claims: readonly [conditions: string, claim: string][] = [
    ["x > 5 and x < 3", "never"],
    ["x > 5 and x < 6", "open"],
    ["x >= 5 and x <= 5 and x == 5.0", "open"],
    ["x == a and x == b", "never"],
    ["x == a and x != a", "never"],
    ["x == a or x == b", "open"],
    ["x == abc and x contains d", "never"],
    ["x == abc and x not_contains bc", "never"],
    ["x contains abc and x not_contains b", "never"],
    ["x exists and x not_exist", "never"],
    ["x exists or x not_exist", "always"],
    ["x != a or x not_exist or x == a", "always"],
    ["x not_exist and x == a", "never"],
    ["x != x", "never"],
    ["x > inf", "never"],
    ["x > nan", "never"],
    ["x == y and x != y", "never"],
    ["x == y and x > y", "never"],
    ["x == y and x == a", "open"],
    ["x == y or x != y or x not_exist", "always"],
    ["x == five and x > 4", "never"],
    ["x == 5 and x > 4", "open"],
    ["x > 3; x > 5", "1 behind 0"],
    ["x > 5; x > 3", "open"],
    ["x == a; x == a", "1 behind 0"],
    ["x == 5; x >= 5 and x <= 5", "open"], // "5.0" is no "5"
    ["x == a or x == b; y == a; x == b", "2 behind 0"],
    ["x exists; x == a", "1 behind 0"],
    ["x < 3; x >= 3; x > 1", "2 behind 0,1"],
    ["x exists; x not_exist; y == a", "2 behind 0,1; covered"],
    ["x exists; y not_exist", "open"],
    ["x == a; y == a; x == a and y == b", "2 behind 0"],
    ["x = a and x == a and x == b", "never"],
    ["x = a; x = a", "1 behind 0"], // whatever it was to mean
  ];
  for (const [conditions, claim] of claims)
    it(`${conditions}: ${claim}`, () => {
      const written = conditions.split("; ").map((each) => ({
        equations: each.split(/ and | or /).map((words) => {
          const [left, operator, right = ""] = words.split(" ");
          return { left, operator, right };
        }),
        logical_operator: each.includes(" or ") ? "or" : "and",
      }));
      assert.equal(claimOf(decided(decisionsOf("voicetest-graph", router(written), isVariable))), claim);
    });

  it("of more variables than can be tried out are still certain of parts that share none", () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ left: `v${i}`, operator: "==", right: "a" }));
    const written = [{ equations: [...many, { left: "v7", operator: "==", right: "b" }], logical_operator: "and" }];
    assert.equal(claimOf(decided(decisionsOf("voicetest-graph", router(written), isVariable))), "never");
  });

  it("by the thousand cost no more than a moment, and are then certain of nothing", () => {
    for (const operator of ["==", ">", "contains"]) {
      const written = Array.from({ length: 3_000 }, (_, i) => ({
        equations: [{ left: "x", operator, right: String(i % 2_999) }],
      }));
      assert.equal(claimOf(decided(decisionsOf("voicetest-graph", router(written), isVariable))), "open");
    }
  });
});

describe("conditions of a Flowyte playbook", () => {
  const literals = ["1", "0", "5", "'5'", "' 5.0 '", "'a'", "'A'", "'ab'", "''", "'no'", "true", "false", "null", "[]"];
  const more = ["['a', 5]", "'2024-05-01'", "'2025-01-01T09:00'", "'2024-05-01t'", "1e999", "'infinity'"];
  const pool: unknown[] = [
    ...[
      0,
      -0,
      1,
      3,
      5,
      Number.POSITIVE_INFINITY,
      "5",
      " 5.0 ",
      "0",
      "0.0",
      "a",
      " A",
      "ab",
      "",
      "  ",
      "no",
      "False",
      "true",
      "null",
    ],
    ...["2024-05-01", "2024-05-01T", "2026-01-01", "2023-12-31x", "infinity", true, false, null, [], ["a"], [5, "no"]],
    ...[["a", 5], {}, { a: 1 }],
  ];
  const values = assignments(pool);
  const side = fc.constantFrom("x", "x", "{x}", "y", ...literals, ...more);
  const value = fc.oneof({ weight: 3, arbitrary: fc.constantFrom("x", "x", "y") }, side);
  const comparison = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(value, fc.constantFrom(..."== != > >= < <= contains starts_with in".split(" ")), side),
    },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom("x", "y", "'a'"), fc.constantFrom("exists", "is_empty")) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom("x", "y", "true", "[x]")) },
  );
  const atom = comparison.map((words) => words.join(" "));
  const negated = fc.tuple(fc.boolean(), atom).map(([not, words]) => (not ? `not (${words})` : words));
  const condition = fc
    .tuple(fc.array(negated, { minLength: 1, maxLength: 3 }), fc.constantFrom(" and ", " or "), negated, fc.boolean())
    .map(([parts, word, last, nested]) => {
      const inner = parts.join(word);
      return nested ? `(${inner})${word === " and " ? " or " : " and "}${last}` : inner;
    });

  it("are certain only of what no values contradict", () => {
    fc.assert(
      fc.property(condition, (text) => {
        const { decisions, each } = decided(decisionsOf("flowyte-playbook", branch(text), isVariable));
        const { expression } = parseCondition(text);
        const parts = expression?.kind === "any" || expression?.kind === "all" ? expression.parts : [];
        const claims = [
          { part: expression!, certain: each[0]!.holds },
          ...parts.map((part, i) => {
            const { formula } = decisions.each[0]!.comparisons[i]!;
            return { part, certain: certainly(formula, decisions.cases) };
          }),
        ].filter(({ certain }) => certain !== undefined);
        for (const { part, certain } of claims)
          for (const variables of values)
            if (holds(part, variables) !== (certain === "always"))
              assert.fail(`${JSON.stringify(part)} ${certain} holds, and not with ${JSON.stringify([...variables])}`);
      }),
      { numRuns: 1_500 },
    );
  });

  const claims: readonly [condition: unknown, claim: string][] = [
    ["x > 5 and x < 3", "never"],
    ["x == 'a' and x == 'b'", "never"],
    ["x == 'a' and x == ' A '", "open"],
    ["x == 5 and x == '5.0'", "open"],
    ["x == 5 and x > 4", "open"],
    ["5 < x and x <= 5", "never"],
    ["x != 'a' or x != 'b'", "always"],
    ["x != 'a' and x != 'b'", "open"],
    ["x in ['a', 'b'] and x == 'c'", "never"],
    ["['a'] contains x and not x == 'a'", "never"],
    ["x == true and x == false", "never"],
    ["x and not x", "never"],
    ["x and x == 'no'", "never"],
    ["x and x == 0", "open"], // "0.0" is true, and is 0
    ["x is_empty and x == 'a'", "never"],
    ["x exists and x is_empty", "open"],
    ["x == null or x exists", "always"],
    ["x == null and x exists", "never"],
    ["not x exists and x > 3", "never"],
    ["x contains 'a' and not x contains 'a'", "never"],
    ["x >= '2024-05-01' and x < '2024-05-01'", "never"],
    ["x > '2024-05-01' and x < '2024-05-02'", "open"],
    ["x > '2024-05-01' and x > 5", "never"],
    ["x > 'abc'", "never"], // only numbers and dates stand in an order
    ["x > 'abc' or x == 'a'", "open"],
    ["x == y and not x == y", "never"],
    ["x == y and y == x", "open"],
    ["data.ok == true and data.ok == false", "never"],
    ["1 == 1", "always"],
    ["'no'", "never"],
    ["true", "always"],
    ["x in []", "never"],
    [{ variable: "x", operator: "==", value: "a" }, "open"],
    [{ variable: "x", operator: "in", value: [] }, "never"],
  ];
  for (const [condition, claim] of claims)
    it(`${JSON.stringify(condition)}: ${claim}`, () => {
      assert.equal(claimOf(decided(decisionsOf("flowyte-playbook", branch(condition), isVariable))), claim);
    });

  it("of a value nested deeper than the stack are read without failing", () => {
    let deep: unknown = [];
    for (let i = 0; i < 200_000; i++) deep = [deep];
    for (const operator of ["==", "contains", "in", ">"]) {
      const node = branch({ variable: "x", operator, value: deep });
      claimOf(decided(decisionsOf("flowyte-playbook", node, isVariable)));
    }
  });
});

describe("custom branches of a Yappr tool", () => {
  const claims: readonly [branches: readonly (readonly [string, unknown])[], claim: string][] = [
    [
      [
        ["$.a", "1"],
        ["$.a", "2"],
        ["$.a", "1"],
      ],
      "2 behind 0",
    ],
    [
      [
        ["$.a", "1"],
        ["$.b", "1"],
      ],
      "open",
    ],
    [
      [
        ["$.a", "true"],
        ["$.a", true],
      ],
      "1 behind 0",
    ],
    [
      [
        ["$.a", "true"],
        ["$.a", "True"],
      ],
      "open",
    ],
    [
      [
        ["$.a[0]", "1"],
        ["$.a.0", "1"],
      ],
      "open",
    ],
    [
      [
        ["..a", "1"],
        ["..a", "1"],
      ],
      "open",
    ], // such a path matches nothing anyway
  ];
  for (const [branches, claim] of claims)
    it(`${JSON.stringify(branches)}: ${claim}`, () => {
      const custom = branches.map(([jsonpath, equals], i) => ({ id: `c${i}`, jsonpath, equals, next_step_id: "end" }));
      const [tool] = yapprFlow({ nodes: [{ id: "t", type: "tool_call", transitions: { custom } }] }, []).nodes;
      assert.equal(claimOf(decided(decisionsOf("yappr-flow", tool!, isVariable))), claim);
    });
});

function router(conditions: readonly object[]): FlowNode {
  const transitions = conditions.map((each) => ({
    target_node_id: "a",
    condition: { type: "equation", value: "", ...each },
  }));
  return agentGraph(
    { entry_node_id: "r", nodes: { r: { id: "r", node_type: "logic", state_prompt: "", transitions } } },
    [],
  ).nodes[0]!;
}

function branch(condition: unknown): FlowNode {
  return playbook({ nodes: [{ id: "b", type: "branch", data: { condition } }], connections: [] }, []).nodes[0]!;
}

/** What is certain, as a line. */
function claimOf({ each, covered }: ReturnType<typeof prove>): string {
  const found = each.flatMap(({ holds, behind }, i) => {
    if (behind.length > 0) return [`${i} behind ${behind.join()}`];
    return holds === undefined ? [] : [each.length === 1 ? holds : `${i} ${holds}`];
  });
  if (covered && each.length > 1) found.push("covered");
  return found.length === 0 ? "open" : found.join("; ");
}
