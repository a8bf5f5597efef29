import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { toFlow } from "../../../engine/formats/flowyte/index.ts";
import { walkAnswer } from "../../../engine/simulate/answer.ts";
import type { Turn } from "../../../engine/simulate/state.ts";
import { flowyte } from "../../../engine/simulate/walks/flowyte.ts";
import { entries, graph, run, told } from "./flowyteWalk.ts";

const zip = graph(
  {
    s: ["start", { message: "Hi" }],
    c: ["collect", { slot: "zip", prompt: "Your zip?", allow_dtmf: true, dtmf_length: 5 }],
    k: ["skill", { tool: "find_area", args: { zip: "{zip}" }, output: { area: "data.name", ok: "covered" } }],
    b: ["branch", { condition: "{ok} == true" }],
    m: ["message", { text: "We serve {area}." }],
    n: ["message", { text: "Sorry, not {zip}." }],
    e: ["end"],
  },
  ["s > c", "c > k", "k > b", "b true> m", "b false> n", "m > e", "n > e"],
);
const covered = { find_area: [{ result: { covered: true, data: { name: "Cambridge" } } }] };

describe("a playbook that looks up an area", () => {
  test("by the keys a caller presses after a silence", () => {
    const state = run(zip, { turns: [{ silence: true }, { dtmf: "02139" }], mocks: covered });
    assert.deepEqual(walkAnswer(state), {
      trace: [
        { step_id: "s", kind: "enter" },
        { step_id: "s", kind: "say", data: { text: "Hi" } },
        { step_id: "c", kind: "enter" },
        { step_id: "c", kind: "ask", data: { text: "Your zip?" } },
        { step_id: "c", kind: "needs_input", reason: "silence" },
        { step_id: "c", kind: "ask", data: { text: "Your zip?" } },
        { step_id: "c", kind: "capture", decision: "success", data: { slot: "zip", value: "02139" } },
        { step_id: "k", kind: "enter" },
        {
          step_id: "k",
          kind: "skill_mock",
          decision: "success",
          data: {
            args: { zip: "02139" },
            result: { covered: true, data: { name: "Cambridge" } },
            bound: { area: "Cambridge", ok: true },
          },
        },
        { step_id: "b", kind: "enter" },
        { step_id: "b", kind: "branch", decision: "true", data: { ok: true } },
        { step_id: "m", kind: "enter" },
        { step_id: "m", kind: "say", data: { text: "We serve Cambridge." } },
        { step_id: "e", kind: "enter" },
        { step_id: "e", kind: "end" },
      ],
      variables: { zip: "02139", area: "Cambridge", ok: true },
      outcome: "ended",
      ended_at_step_id: "e",
      says: ["Hi", "Your zip?", "Your zip?", "We serve Cambridge."],
      calls: [
        {
          tool: "find_area",
          args: { zip: "02139" },
          result: { covered: true, data: { name: "Cambridge" } },
        },
      ],
      problems: [],
    });
    assert.equal(state.turns, 2);
  });

  test("that is not served: what the result lacks stays unbound", () => {
    const { outcome, path, says, variables, problems } = told(
      run(zip, { turns: ["02139"], mocks: { k: [{ result: { covered: false } }] } }),
    );
    assert.equal(outcome, "ended");
    assert.deepEqual(path, ["s", "c", "k", "b", "n", "e"]);
    assert.deepEqual(says, ["Hi", "Your zip?", "Sorry, not 02139."]);
    assert.deepEqual(variables, { zip: "02139", ok: false });
    assert.deepEqual(problems, ['Nothing stands at "data.name" in the result of "find_area"; "area" stays as it was']);
  });

  test("without a mock: the call is listed, and nothing is added to the trace", () => {
    const { outcome, ended, kinds, calls } = told(run(zip, { turns: ["02139"] }));
    assert.equal(outcome, "unmocked_skill");
    assert.equal(ended, null);
    assert.equal(kinds.at(-1), "enter k");
    assert.deepEqual(calls, [{ tool: "find_area", args: { zip: "02139" } }]);
  });

  test("with a terminator that comes too early", () => {
    const state = run(zip, { turns: [{ dtmf: "021#" }] });
    assert.deepEqual(told(state).kinds, ["enter s", "say s", "enter c", "ask c", "needs_input c", "ask c"]);
    assert.deepEqual(entries(state, "needs_input"), [{ step_id: "c", kind: "needs_input", reason: "dtmf incomplete" }]);
    assert.equal(told(state).outcome, "transcript_exhausted");
    assert.equal(told(state).ended, null);
  });

  test("whose false way is not connected ends without an error", () => {
    const connections = (zip.connections as { source: string; sourceHandle?: string }[]).filter(
      ({ sourceHandle }) => sourceHandle !== "false",
    );
    const { outcome, ended, kinds, problems } = told(
      run({ ...zip, connections }, { turns: ["1"], mocks: { k: [{ result: { covered: false, data: { name: 1 } } }] } }),
    );
    assert.equal(outcome, "branch_not_taken");
    assert.equal(ended, "b");
    assert.equal(kinds.at(-1), "branch b");
    assert.deepEqual(problems, []);
  });
});

describe("ways out", () => {
  test("the first of two connections on one handle is taken", () => {
    const two = graph({ s: ["start"], a: ["end"], b: ["end"] }, ["s > a", "s > b"]);
    assert.deepEqual(told(run(two)).path, ["s", "a"]);
  });

  test("a handle that is written out is the one that is left out", () => {
    const written = graph({ s: ["start"], e: ["end"] }, ["s success> e"]);
    assert.equal(told(run(written)).outcome, "ended");
  });

  test("a node without one is a dead end", () => {
    const { outcome, ended, problems, kinds } = told(run(graph({ s: ["start", { message: "Hi" }] }, [])));
    assert.equal(outcome, "dead_end");
    assert.equal(ended, null);
    assert.deepEqual(kinds, ["enter s", "say s"]);
    assert.deepEqual(problems, ['Node "s" has no edge for success']);
  });

  test("a branch without its true way is a dead end, and its decision is in the trace", () => {
    const state = run(graph({ s: ["start"], b: ["branch", { condition: "1" }], e: ["end"] }, ["s > b", "b > e"]));
    assert.equal(told(state).outcome, "dead_end");
    assert.deepEqual(entries(state, "branch"), [{ step_id: "b", kind: "branch", decision: "true", data: {} }]);
    assert.deepEqual(told(state).problems, ['Node "b" has no edge for true']);
  });

  test("one that leads to no node is a dead end, on a branch's false way too", () => {
    const nowhere = run(graph({ s: ["start"] }, ["s > x"]));
    assert.equal(told(nowhere).outcome, "dead_end");
    assert.deepEqual(told(nowhere).problems, ['The edge for success of node "s" leads to "x", which is not a node']);
    const branch = run(graph({ s: ["start"], b: ["branch", { condition: "x" }] }, ["s > b", "b false> x"]));
    assert.equal(told(branch).outcome, "dead_end");
    const half = graph({ s: ["start"] }, []);
    half.connections = [{ id: "1", source: "s" }];
    assert.deepEqual(told(run(half)).problems, ['The edge for success of node "s" has no target']);
  });
});

describe("what is said", () => {
  const saying = (text: unknown, variables = {}) =>
    told(run(graph({ s: ["start"], m: ["message", { text }], e: ["end"] }, ["s > m", "m > e"]), { variables }));

  test("with variables given before the start", () => {
    const { says, variables } = saying("Hi {who.name}", { who: { name: "Ann" } });
    assert.deepEqual(says, ["Hi Ann"]);
    assert.deepEqual(variables, { who: { name: "Ann" } });
  });

  test("with nothing for a variable that nothing has bound, which is a problem", () => {
    const { says, problems, outcome } = saying("Hi {who} and {who}");
    assert.deepEqual(says, ["Hi  and "]);
    assert.deepEqual(problems, ['The unresolved variable "who" is said as nothing']);
    assert.equal(outcome, "ended");
  });

  test("is left unsaid when there is nothing in it", () => {
    for (const text of ["", "  ", "{who}", "{ who }", undefined, 5, null, ["a"]]) {
      const { says, kinds } = saying(text);
      assert.deepEqual(says, []);
      assert.deepEqual(kinds, ["enter s", "enter m", "enter e", "end e"]);
    }
  });

  test("by every alias of a type", () => {
    const aliases = graph(
      {
        s: ["start", { message: "a" }],
        m: ["say", { text: "b" }],
        p: ["prompt", { text: "c" }],
        t: ["tts-response", { text: "d" }],
        c: ["capture", { slot: "x", prompt: "e" }],
        i: ["condition", { condition: "{x} == y" }],
        j: ["conditional", { condition: "x exists" }],
        a: ["action", { tool: "t" }],
        k: ["call-skill", { tool: "t" }],
        l: ["tool", { tool: "t" }],
        n: ["integration", { tool: "t" }],
        e: ["end"],
      },
      ["s > m", "m > p", "p > t", "t > c", "c > i", "i false> j", "j true> a", "a > k", "k > l", "l > n", "n > e"],
    );
    const { outcome, says, calls } = told(run(aliases, { turns: ["z"], mocks: { t: [{ result: 1 }] } }));
    assert.equal(outcome, "ended");
    assert.deepEqual(says, ["a", "b", "c", "d", "e"]);
    assert.equal(calls.length, 4);
  });
});

describe("a branch", () => {
  const branching = (condition: unknown, variables = {}) =>
    run(graph({ s: ["start"], b: ["branch", { condition }], e: ["end"] }, ["s > b", "b true> e", "b false> e"]), {
      variables,
    });

  test("tells what it read, and null for what nothing has bound", () => {
    const [entry] = entries(branching("{a.b} == 1 and missing is_empty", { a: { b: 1 } }), "branch");
    assert.deepEqual(entry?.data, { "a.b": 1, missing: null });
    assert.equal(entry?.decision, "true");
  });

  test("may be written as an object", () => {
    const [entry] = entries(branching({ variable: "x", operator: ">", value: 3 }, { x: "2" }), "branch");
    assert.equal(entry?.decision, "false");
  });

  test("with a mistake in its condition ends the walk without an entry", () => {
    for (const condition of ["x ==", "", undefined, 5]) {
      const { outcome, ended, kinds, problems } = told(branching(condition));
      assert.equal(outcome, "invalid_condition");
      assert.equal(ended, null);
      assert.deepEqual(kinds, ["enter s", "enter b"]);
      assert.match(problems[0]!, /^Condition of "b": /);
    }
  });

  test("with a doubtful condition goes on and says so", () => {
    const { outcome, problems } = told(branching("!x == 5", { x: 5 }));
    assert.equal(outcome, "ended");
    assert.match(problems[0]!, /"!" denies the whole comparison/);
  });
});

describe("a collect", () => {
  const asking = (data: object, edges: string[] = []) =>
    graph(
      {
        s: ["start"],
        c: ["collect", { slot: "zip", prompt: "Zip, {name}?", ...data }],
        h: ["message", { text: "Help" }],
        e: ["end"],
      },
      ["s > c", "c > e", "h > c", ...edges],
    );

  test("does not ask for what it has", () => {
    for (const value of ["1", 0, false, [], {}]) {
      const state = run(asking({}), { variables: { zip: value } });
      assert.equal(told(state).outcome, "ended");
      assert.deepEqual(told(state).says, []);
      assert.deepEqual(entries(state, "capture"), [
        {
          step_id: "c",
          kind: "capture",
          decision: "success",
          reason: "already bound",
          data: { slot: "zip", value },
        },
      ]);
    }
  });

  test("asks when what it has is blank", () => {
    for (const value of ["", "  ", null]) {
      const { outcome, says, variables } = told(
        run(asking({}), { variables: { zip: value, name: "Ann" }, turns: [" 02139 "] }),
      );
      assert.equal(outcome, "ended");
      assert.deepEqual(says, ["Zip, Ann?"]);
      assert.equal(variables.zip, "02139");
    }
  });

  test("asks again after nothing, and takes the next turn only then", () => {
    const state = run(asking({}), { turns: ["  ", { silence: true }, {}, { dtmf: "1" }, "5"] });
    assert.deepEqual(
      entries(state, "needs_input").map(({ reason, decision }) => [reason, decision]),
      [
        ["nothing said", undefined],
        ["silence", undefined],
        ["nothing said", undefined],
        ["dtmf not allowed", undefined],
      ],
    );
    assert.equal(entries(state, "ask").length, 5);
    assert.equal(told(state).says.length, 5);
    assert.equal(told(state).variables.zip, "5");
  });

  test("asks before it finds that no turn is left", () => {
    const { outcome, kinds, ended } = told(run(asking({}), { turns: [{ silence: true }] }));
    assert.equal(outcome, "transcript_exhausted");
    assert.equal(ended, null);
    assert.deepEqual(kinds, ["enter s", "enter c", "ask c", "needs_input c", "ask c"]);
  });

  test("leaves by needs_input when something is connected there", () => {
    const state = run(asking({}, ["c needs_input> h"]), { turns: [{ silence: true }, "5"] });
    assert.deepEqual(told(state).path, ["s", "c", "h", "c", "e"]);
    assert.deepEqual(entries(state, "needs_input"), [
      { step_id: "c", kind: "needs_input", decision: "needs_input", reason: "silence" },
    ]);
  });

  test("is a dead end when its needs_input leads to no node", () => {
    const { outcome } = told(run(asking({}, ["c needs_input> x"]), { turns: [{ silence: true }] }));
    assert.equal(outcome, "dead_end");
  });

  test("takes the value a turn states before its keys and its words", () => {
    const turns: [Turn, unknown][] = [
      [{ user: "well", slots: { zip: 7 } }, 7],
      [{ dtmf: "123", slots: { zip: [] } }, []],
      [{ silence: true, slots: { zip: "s" } }, "s"],
      [{ user: " well ", slots: { zip: "  " } }, "well"],
      [{ user: "well", slots: { zip: null } }, "well"],
    ];
    for (const [turn, value] of turns) assert.deepEqual(told(run(asking({}), { turns: [turn] })).variables.zip, value);
  });

  test("binds what else a turn volunteers, even if its own value is not in it", () => {
    const { variables, outcome } = told(
      run(asking({}), {
        variables: { city: "Rome", note: "kept" },
        turns: [{ silence: true, slots: { city: "Oslo", note: " ", other: null, list: [] } }, "1"],
      }),
    );
    assert.equal(outcome, "ended");
    assert.deepEqual(variables, { city: "Oslo", note: "kept", list: [], zip: "1" });
  });

  test("without a slot keeps nothing and goes on", () => {
    const { outcome, variables, problems } = told(run(asking({ slot: " ", prompt: null }), { turns: ["1"] }));
    assert.equal(outcome, "ended");
    assert.deepEqual(variables, {});
    assert.deepEqual(problems, ['Node "c" names no slot; what the caller says is not kept']);
  });
});

describe("keys at a collect", () => {
  const pressing = (data: object, turns: (string | Turn)[]) => {
    const state = run(
      graph({ s: ["start"], c: ["collect", { slot: "n", prompt: "?", allow_dtmf: true, ...data }], e: ["end"] }, [
        "s > c",
        "c > e",
      ]),
      { turns },
    );
    const { outcome, kinds, variables, problems } = told(state);
    return { outcome, kinds, n: variables.n, problems, reasons: entries(state, "needs_input").map((e) => e.reason) };
  };

  test("are kept from turn to turn without an entry in between", () => {
    const { kinds, n } = pressing({ dtmf_length: 5 }, [{ dtmf: "02" }, { dtmf: "1" }, { dtmf: "39" }]);
    assert.equal(n, "02139");
    assert.deepEqual(kinds, ["enter s", "enter c", "ask c", "capture c", "enter e", "end e"]);
  });

  test("are kept until the terminator where there is no length", () => {
    assert.equal(pressing({}, [{ dtmf: "02" }, { dtmf: "1*" }, { dtmf: "#" }]).n, "021*");
    assert.equal(pressing({ dtmf_terminator: "*" }, [{ dtmf: "1#2*" }]).n, "1#2");
  });

  test("that are too few when the turns run out make no value", () => {
    const { outcome, n } = pressing({ dtmf_length: 5 }, [{ dtmf: "021" }]);
    assert.equal(outcome, "transcript_exhausted");
    assert.equal(n, undefined);
  });

  test("are forgotten after a silence, after nothing pressed, and after words", () => {
    const afterSilence = pressing({ dtmf_length: 3 }, [
      { dtmf: "12" },
      { silence: true },
      { dtmf: "3" },
      { dtmf: "45" },
    ]);
    assert.equal(afterSilence.n, "345");
    assert.deepEqual(afterSilence.reasons, ["silence"]);
    const afterNothing = pressing({ dtmf_length: 3 }, [{ dtmf: "12" }, { dtmf: "" }, { dtmf: "345" }]);
    assert.equal(afterNothing.n, "345");
    assert.deepEqual(afterNothing.reasons, ["dtmf empty"]);
    assert.equal(pressing({ dtmf_length: 3 }, [{ dtmf: "12" }, "three"]).n, "three");
    assert.equal(pressing({ dtmf_length: 3 }, [{ dtmf: "12" }, " ", { dtmf: "345" }]).n, "345");
  });

  test("that come too late are dropped with a problem", () => {
    const tooMany = pressing({ dtmf_length: 3 }, [{ dtmf: "12345" }]);
    assert.equal(tooMany.n, "123");
    assert.deepEqual(tooMany.problems, ['The keys "45" came too late and were dropped']);
    const afterEnd = pressing({}, [{ dtmf: "12#3" }]);
    assert.equal(afterEnd.n, "12");
    assert.deepEqual(afterEnd.problems, ['The keys "3" came too late and were dropped']);
  });

  test("that are none are passed over with a problem", () => {
    const { n, problems } = pressing({ dtmf_length: 3 }, [{ dtmf: "1-2 3" }]);
    assert.equal(n, "123");
    assert.deepEqual(problems, ['"1-2 3" holds more than keys; only 0-9, * and # are pressed']);
  });

  test("of which the terminator comes first are no value", () => {
    assert.deepEqual(pressing({}, [{ dtmf: "#" }]).reasons, ["dtmf empty"]);
    assert.deepEqual(pressing({ dtmf_length: 3, dtmf_terminator: "*" }, [{ dtmf: "12*" }]).reasons, [
      "dtmf incomplete",
    ]);
  });
});

describe("coming back to a collect", () => {
  const circle = graph(
    {
      s: ["start"],
      c: ["collect", { slot: "x", prompt: "?" }],
      b: ["branch", { condition: "{x} == stop" }],
      e: ["end"],
    },
    ["s > c", "c > b", "b true> e", "b false> c"],
  );
  // "stop" without quotes is a variable
  const stop = { stop: "stop" };

  test("goes on with what it has, which is a loop here", () => {
    const { outcome, path } = told(run(circle, { variables: stop, turns: ["1", "stop"] }));
    assert.equal(outcome, "loop");
    // The turn was taken at c; after it b and c are come to once, then b a second time.
    assert.deepEqual(path, ["s", "c", "b", "c", "b"]);
  });

  test("asks again with recollect", () => {
    const { outcome, says, variables } = told(
      run(circle, { variables: stop, turns: ["1", "stop"], options: { recollect: true } }),
    );
    assert.equal(outcome, "ended");
    assert.equal(says.length, 2);
    assert.equal(variables.x, "stop");
  });

  test("with recollect does not ask the first time for a value that was given", () => {
    const again = graph(
      {
        s: ["start"],
        c: ["collect", { slot: "x", prompt: "x?" }],
        d: ["collect", { slot: "y", prompt: "y?" }],
        b: ["branch", { condition: "{y} == enough" }],
        e: ["end"],
      },
      ["s > c", "c > d", "d > b", "b true> e", "b false> c"],
    );
    const { outcome, says, variables } = told(
      run(again, {
        variables: { x: "given", enough: "enough" },
        turns: ["more", "asked", "enough"],
        options: { recollect: true },
      }),
    );
    assert.equal(outcome, "ended");
    assert.deepEqual(says, ["y?", "x?", "y?"]);
    assert.equal(variables.x, "asked");
  });

  test("with recollect stops all the same where no turn lies between", () => {
    const state = run(circle, { variables: { ...stop, x: "1" }, turns: ["stop"], options: { recollect: true } });
    assert.equal(told(state).outcome, "loop");
    assert.deepEqual(told(state).path, ["s", "c", "b", "c"]);
  });
});

describe("a walk that goes round", () => {
  test("stops when it comes to a node a second time without a turn or a call", () => {
    const { outcome, ended, path, kinds } = told(
      run(graph({ s: ["start"], a: ["message", { text: "a" }], b: ["message"] }, ["s > a", "a > b", "b > a"])),
    );
    assert.equal(outcome, "loop");
    assert.equal(ended, null);
    assert.deepEqual(path, ["s", "a", "b", "a"]);
    assert.equal(kinds.at(-1), "enter a");
  });

  const polling = graph({ s: ["start"], k: ["skill", { tool: "poll", output: { n: "n" } }], e: ["end"] }, [
    "s > k",
    "k > k",
  ]);

  test("through a call goes on until a thousand nodes were entered since the last turn", () => {
    const { outcome, path, calls } = told(run(polling, { mocks: { poll: [{ result: { n: 1 } }] } }));
    assert.equal(outcome, "loop");
    assert.equal(path.length, 1000);
    assert.equal(calls.length, 998); // the start made no call, and the last node was not acted on
  });

  test("counts from the last turn", () => {
    const nodes: Parameters<typeof graph>[0] = { s: ["start"], c: ["collect", { slot: "x" }] };
    const edges = ["s > m0"];
    for (let i = 0; i < 998; i++) {
      nodes[`m${i}`] = ["message"];
      edges.push(`m${i} > ${i === 997 ? "c" : `m${i + 1}`}`);
    }
    nodes.e = ["end"];
    edges.push("c > e");
    const long = graph(nodes, edges);
    // s, 998 messages and c are a thousand.
    assert.equal(told(run(long, { turns: ["1"] })).outcome, "loop");
    assert.equal(told(run(long, { turns: ["1"] })).path.length, 1000);
    assert.equal(told(run(long, { turns: ["1"], startAt: "m0" })).outcome, "ended");
  });
});

describe("a playbook that cannot be walked", () => {
  const invalid: [why: RegExp, written: unknown][] = [
    [/None of the nodes has the type "start"/, graph({ e: ["end"] }, [])],
    [/None of the nodes/, {}],
    [/None of the nodes/, null],
    [/None of the nodes/, { nodes: "no list", connections: 5 }],
    [/^2 nodes have the type "start"; a walk needs exactly one$/, graph({ a: ["start"], b: ["start"] }, [])],
    [/^Node "x" has the type "Message", which is no type/, graph({ s: ["start"], x: ["Message"] }, [])],
    [/^Node "x" has the type ""/, { nodes: [{ id: "s", type: "start" }, { id: "x" }] }],
    [/^A node of type "end" has no id$/, { nodes: [{ id: "s", type: "start" }, { type: "end" }] }],
    [/^A node without an id has the type ""/, { nodes: [{ id: "s", type: "start" }, null] }],
    [
      /^Two nodes have the id "x"$/,
      {
        nodes: [
          { id: "s", type: "start" },
          { id: "x", type: "end" },
          { id: "x", type: "end" },
        ],
      },
    ],
  ];
  for (const [why, written] of invalid)
    test(String(why), () => {
      const state = run(written);
      assert.equal(told(state).outcome, "invalid");
      assert.equal(state.trace.length, 0);
      assert.equal(state.node, undefined);
      assert.equal(state.endedAt, null);
      assert.match(told(state).problems[0]!, why);
    });

  test("says so a few times, however many nodes there are", () => {
    const nodes = Array.from({ length: 100_000 }, () => ({ id: "x" }));
    assert.ok(run({ nodes, connections: [] }).problems.length <= 11);
  });
});

describe("a walk that begins in the middle", () => {
  test("enters that node and nothing before it", () => {
    const { outcome, path } = told(run(zip, { startAt: "n", variables: { zip: "1" } }));
    assert.equal(outcome, "ended");
    assert.deepEqual(path, ["n", "e"]);
  });

  test("at a node that is not there is invalid", () => {
    const { outcome, path, problems } = told(run({ ...zip }, { startAt: "ee" }));
    assert.equal(outcome, "invalid");
    assert.deepEqual(path, []);
    assert.deepEqual(problems, ['The walk should begin at "ee", which is not a node; did you mean "e"?']);
    assert.equal(told(run(zip, { startAt: "__proto__" })).outcome, "invalid");
  });
});

describe("states", () => {
  const flow = toFlow(zip, []);
  const turn = (said: string) => ({ kind: "turn", turn: { user: said } }) as const;

  test("can be advanced again, and stay as they were", () => {
    const first = flowyte.begin(flow, {});
    const before = JSON.stringify(walkAnswer(first));
    const one = flowyte.advance(flow, first, turn("1"));
    const two = flowyte.advance(flow, first, turn("2"));
    assert.equal(JSON.stringify(walkAnswer(first)), before);
    assert.equal(first.turns, 0);
    assert.deepEqual(walkAnswer(one).variables, { zip: "1" });
    assert.deepEqual(walkAnswer(two).variables, { zip: "2" });
    const no = flowyte.advance(flow, one, { kind: "tool", answer: { result: { covered: false } } });
    const yes = flowyte.advance(flow, one, { kind: "tool", answer: { result: { covered: true } } });
    assert.deepEqual(told(no).path, ["s", "c", "k", "b", "n", "e"]);
    assert.deepEqual(told(yes).path, ["s", "c", "k", "b", "m", "e"]);
    assert.deepEqual(walkAnswer(one).variables, { zip: "1" });
    assert.deepEqual(told(no).says, ["Hi", "Your zip?", "Sorry, not 1."]);
  });

  test("keep their keys when another way is taken", () => {
    const first = flowyte.begin(flow, {});
    const keys = flowyte.advance(flow, first, { kind: "turn", turn: { dtmf: "021" } });
    const silent = flowyte.advance(flow, keys, { kind: "turn", turn: { silence: true } });
    const full = flowyte.advance(flow, keys, { kind: "turn", turn: { dtmf: "39" } });
    assert.equal(walkAnswer(full).variables.zip, "02139");
    assert.equal(
      walkAnswer(flowyte.advance(flow, silent, { kind: "turn", turn: { dtmf: "02139" } })).variables.zip,
      "02139",
    );
  });

  test("say what they wait for, and where", () => {
    const first = flowyte.begin(flow, {});
    assert.deepEqual(first.wants, { kind: "turn", node: "c" });
    assert.equal(walkAnswer(first).outcome, null);
    const second = flowyte.advance(flow, first, turn("1"));
    assert.deepEqual(second.wants, {
      kind: "tool",
      node: "k",
      tool: "find_area",
      args: { zip: "1" },
      keys: ["k", "find_area"],
    });
  });

  test("refuse an answer of another kind", () => {
    const first = flowyte.begin(flow, {});
    assert.throws(() => flowyte.advance(flow, first, { kind: "tool", answer: undefined }), /wants turn/);
    const over = flowyte.advance(flow, first, { kind: "turn", turn: undefined });
    assert.throws(() => flowyte.advance(flow, over, turn("1")), /wants nothing/);
  });
});

describe("hostile names and values", () => {
  test("of nodes, slots, parameters and outputs", () => {
    const hostile = JSON.parse(`{
      "nodes": [
        { "id": "__proto__", "type": "start" },
        { "id": "constructor", "type": "collect", "data": { "slot": "__proto__", "prompt": "{toString}?" } },
        { "id": "toString", "type": "skill", "data": {
          "tool": "__proto__",
          "args": { "__proto__": "{__proto__}", "constructor": 1 },
          "output": { "hasOwnProperty": "__proto__", "toString": "constructor" } } },
        { "id": "valueOf", "type": "branch", "data": { "condition": "{hasOwnProperty} == 5 and __proto__ == x" } },
        { "id": "e", "type": "end" }
      ],
      "connections": [
        { "source": "__proto__", "target": "constructor" },
        { "source": "constructor", "target": "toString" },
        { "source": "toString", "target": "valueOf" },
        { "source": "valueOf", "sourceHandle": "true", "target": "e" }
      ] }`);
    const result = JSON.parse('{ "__proto__": 5 }');
    const state = run(hostile, {
      turns: ["x"],
      variables: { x: "x" },
      mocks: JSON.parse('{"toString":[{"result":null}]}'),
    });
    assert.equal(told(state).outcome, "branch_not_taken");
    const taken = run(hostile, { turns: ["x"], variables: { x: "x" }, mocks: { toString: [{ result }] } as never });
    const { outcome, calls, variables, problems } = told(taken);
    assert.equal(outcome, "ended");
    assert.deepEqual(Object.entries(calls[0]!.args), [
      ["__proto__", "x"],
      ["constructor", 1],
    ]);
    assert.deepEqual(Object.entries(variables), [
      ["x", "x"],
      ["__proto__", "x"],
      ["hasOwnProperty", 5],
    ]);
    assert.deepEqual(problems, [
      'The unresolved variable "toString" is said as nothing',
      'Nothing stands at "constructor" in the result of "__proto__"; "toString" stays as it was',
    ]);
  });

  test("of every kind under every key", () => {
    const anything = [undefined, null, true, 0, -1, "", "x", "{x}", [], [[]], {}, { x: {} }];
    const types = ["start", "collect", "skill", "message", "branch", "end", "?", 5, null];
    const keys = [
      "message",
      "slot",
      "prompt",
      "allow_dtmf",
      "dtmf_length",
      "dtmf_terminator",
      "tool",
      "args",
      "output",
    ];
    for (const type of types)
      for (const value of anything) {
        const data = Object.fromEntries([...keys, "text", "condition"].map((key) => [key, value]));
        const nodes = [
          { id: "s", type: "start" },
          { id: "n", type, data },
          { id: "d", type, data: value },
        ];
        const connections = ["success", "needs_input", "true", "false", value].map((sourceHandle) => ({
          source: "n",
          target: "d",
          sourceHandle,
        }));
        const written = { nodes, connections: [{ source: "s", target: "n" }, ...connections, value] };
        for (const turn of [{ user: "x" }, { dtmf: "1#" }, { silence: true }, { slots: value } as never])
          run(written, { turns: [turn, turn], mocks: { x: [{ result: value }] }, confirm: ["x"] });
      }
  });

  test("deeper than the stack", () => {
    let deep: unknown = "{x}";
    for (let i = 0; i < 50_000; i++) deep = { a: [deep] };
    const written = graph(
      {
        s: ["start", { message: "{v}" }],
        k: ["skill", { tool: "t", args: { deep }, output: { r: "" } }],
        b: ["branch", { condition: "{r} == {v}" }],
        e: ["end"],
      },
      ["s > k", "k > b", "b true> e", "b false> e"],
    );
    const { outcome, says } = told(run(written, { variables: { v: deep }, mocks: { t: [{ result: deep }] } }));
    assert.equal(outcome, "ended");
    assert.deepEqual(says, ["…"]);
  });
});
