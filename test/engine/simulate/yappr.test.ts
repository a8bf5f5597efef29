import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { toFlow } from "../../../engine/formats/yappr/index.ts";
import { yappr } from "../../../engine/simulate/walks/yappr.ts";
import {
  booking,
  conversation,
  end,
  flowOf,
  type Given,
  lines,
  outcome,
  start,
  states,
  tool,
  walk,
} from "./yapprWalk.ts";

const free = { status: "available", slot_id: "abc123" };
const wednesday = "I want to book for next Wednesday at 2pm";

describe("a caller who books", () => {
  const upToTheTool = [
    "start-1 enter",
    "start-1 auto_advance -> ask-date-1",
    "ask-date-1 enter",
    "ask-date-1 eval -> stay (heuristic miss (overlap_score=0))",
    "ask-date-1 eval -> tx-confirm (heuristic match (overlap_score=2))",
    "check-availability-step enter",
  ];
  const cases: [
    name: string,
    given: Given,
    trace: string[],
    outcome: string,
    endedAt: string | null,
    results: object,
  ][] = [
    [
      "whose slot is free",
      { turns: ["hmm let me think", wednesday], mocks: { "check-availability-step": { result: free } } },
      [...upToTheTool, "check-availability-step tool_mock -> end-1 (success)", "end-1 enter", "end-1 end"],
      "ended",
      "end-1",
      { "Check Availability": free },
    ],
    [
      "whose tool fails",
      { turns: ["hmm let me think", wednesday], mocks: { "check-availability-step": { error: "timeout" } } },
      [...upToTheTool, "check-availability-step tool_mock -> end-err (error)", "end-err enter", "end-err end"],
      "ended",
      "end-err",
      {},
    ],
    [
      "whose slot is taken",
      { turns: ["hmm let me think", wednesday], mocks: { "check-availability-step": { result: { status: "busy" } } } },
      [
        ...upToTheTool,
        "check-availability-step tool_mock -> ask-date-1 (custom:busy)",
        "ask-date-1 enter",
        "ask-date-1 eval -> stay (transcript exhausted)",
      ],
      "transcript_exhausted",
      null,
      { "Check Availability": { status: "busy" } },
    ],
    [
      "without a mock",
      { turns: ["hmm let me think", wednesday] },
      [...upToTheTool, "check-availability-step tool_mock (no mock for step)"],
      "unmocked_tool",
      null,
      {},
    ],
    [
      "or rather does not",
      { turns: ["I am not interested, declined"] },
      [
        ...upToTheTool.slice(0, 3),
        "ask-date-1 eval -> tx-decline (heuristic match (overlap_score=3))",
        "end-1 enter",
        "end-1 end",
      ],
      "ended",
      "end-1",
      {},
    ],
  ];
  for (const [name, given, trace, how, endedAt, results] of cases)
    test(name, () => {
      const state = walk(booking, given);
      assert.deepEqual(lines(state), trace);
      assert.equal(outcome(state), how);
      assert.equal(state.endedAt, endedAt);
      assert.deepEqual(Object.fromEntries(state.results), results);
    });

  test("has its entries in the vendor's shape, absent members absent, members in the vendor's order", () => {
    const entries = [
      ...walk(booking, { turns: [wednesday], mocks: { "check-availability-step": { result: free } } }).trace,
    ];
    assert.deepEqual(
      entries.map((entry) => JSON.stringify(entry)),
      [
        '{"step_id":"start-1","kind":"enter"}',
        '{"step_id":"start-1","kind":"auto_advance","decision":"ask-date-1"}',
        '{"step_id":"ask-date-1","kind":"enter"}',
        '{"step_id":"ask-date-1","kind":"eval","decision":"tx-confirm","reason":"heuristic match (overlap_score=2)"}',
        '{"step_id":"check-availability-step","kind":"enter"}',
        '{"step_id":"check-availability-step","kind":"tool_mock","decision":"end-1","reason":"success","data":{"status":"available","slot_id":"abc123"}}',
        '{"step_id":"end-1","kind":"enter"}',
        '{"step_id":"end-1","kind":"end"}',
      ],
    );
    assert.equal(entries[5]!.data, free, "the mock's result itself");
  });
});

describe("turns", () => {
  const twoQuestions = flowOf(
    start("first"),
    conversation("first", ["go", "yes please", "second"]),
    conversation("second", ["done", "yes please", "end"]),
    end(),
  );

  test("are used by one conversation only", () => {
    assert.deepEqual(lines(walk(twoQuestions, { turns: ["yes"] })), [
      "start enter",
      "start auto_advance -> first",
      "first enter",
      "first eval -> go (heuristic match (overlap_score=1))",
      "second enter",
      "second eval -> stay (transcript exhausted)",
    ]);
  });

  test("that miss are used up too, and the node is not entered again", () => {
    assert.deepEqual(lines(walk(twoQuestions, { turns: ["hm", "well", "yes", "please"] })), [
      "start enter",
      "start auto_advance -> first",
      "first enter",
      "first eval -> stay (heuristic miss (overlap_score=0))",
      "first eval -> stay (heuristic miss (overlap_score=0))",
      "first eval -> go (heuristic match (overlap_score=1))",
      "second enter",
      "second eval -> done (heuristic match (overlap_score=1))",
      "end enter",
      "end end",
    ]);
  });

  test("are counted, and what is left over is left alone", () => {
    const state = walk(twoQuestions, { turns: ["yes", "yes", "bye", "bye"] });
    assert.equal(outcome(state), "ended");
    assert.equal(state.turns, 2);
  });

  test("miss at a conversation without transitions, for as long as there are any", () => {
    for (const node of [{ id: "a", type: "conversation" }, conversation("a")]) {
      const state = walk(flowOf(start("a"), node), { turns: ["yes", "no"] });
      assert.deepEqual(lines(state).slice(3), [
        "a eval -> stay (heuristic miss (overlap_score=0))",
        "a eval -> stay (heuristic miss (overlap_score=0))",
        "a eval -> stay (transcript exhausted)",
      ]);
      assert.equal(outcome(state), "transcript_exhausted");
    }
  });

  test("go to the first declared of two transitions that score alike", () => {
    const state = walk(
      flowOf(start("a"), conversation("a", ["tea", "hot tea", "end"], ["coffee", "hot coffee", "end"]), end()),
      { turns: ["something hot"] },
    );
    assert.equal(lines(state)[3], "a eval -> tea (heuristic match (overlap_score=1))");
  });

  test("reach a transition by its description alone", () => {
    const node = {
      id: "a",
      type: "conversation",
      transitions: [{ id: "x", description: "caller says goodbye", next_step_id: "end" }],
    };
    assert.equal(
      lines(walk(flowOf(start("a"), node, end()), { turns: ["goodbye"] }))[3],
      "a eval -> x (heuristic match (overlap_score=1))",
    );
  });
});

describe("a choice made by somebody else", () => {
  const fork = flowOf(start("a"), conversation("a", ["l", "left", "end"], ["r", "right", "end"]), end());

  test("is worded by who made it", () => {
    const flow = toFlow(fork, []);
    const asked = yappr.advance(flow, yappr.begin(flow, {}), { kind: "turn", turn: { user: "left" } });
    const reasons = (["script", "person", "model"] as const).map((by) => [
      lines(yappr.advance(flow, asked, { kind: "choice", take: 1, by }))[3],
      lines(yappr.advance(flow, asked, { kind: "choice", take: undefined, by }))[3],
    ]);
    assert.deepEqual(reasons, [
      ["a eval -> r (scripted choice)", "a eval -> stay (scripted choice)"],
      ["a eval -> r (chosen by a person)", "a eval -> stay (chosen by a person)"],
      ["a eval -> r (chosen by a model)", "a eval -> stay (chosen by a model)"],
    ]);
  });

  test("may be scripted with the turn", () => {
    const state = walk(fork, { turns: [{ user: "left", take: "r" }] });
    assert.deepEqual(lines(state).slice(3), ["a eval -> r (scripted choice)", "end enter", "end end"]);
  });

  test("among transitions of one id goes where each leads", () => {
    const twins = flowOf(
      start("a"),
      conversation("a", ["x", "left", "end-l"], ["x", "right", "end-r"]),
      end("end-l"),
      end("end-r"),
    );
    assert.equal(walk(twins, { turns: ["left"] }).endedAt, "end-l");
    assert.equal(walk(twins, { turns: ["right"] }).endedAt, "end-r");
  });
});

describe("dead ends", () => {
  const cases: [name: string, flow: unknown, given: Given, last: string][] = [
    ["a start without a target", flowOf({ id: "s", type: "start" }), {}, "s auto_advance"],
    [
      "a start with a target that is no text",
      flowOf({ id: "s", type: "start", next_step_id: 5 }),
      {},
      "s auto_advance",
    ],
    ["a start to nowhere", flowOf(start("bok")), {}, "start auto_advance -> bok"],
    [
      "a transition to nowhere",
      flowOf(start("a"), conversation("a", ["go", "yes", "bok"])),
      { turns: ["yes"] },
      "a eval -> go (heuristic match (overlap_score=1))",
    ],
    [
      "a transition without a target",
      flowOf(start("a"), { id: "a", type: "conversation", transitions: [{ id: "go", label: "yes" }] }),
      { turns: ["yes"] },
      "a eval -> go (heuristic match (overlap_score=1))",
    ],
    [
      "a success without a target",
      flowOf(start("t"), tool("t", {})),
      { mocks: { t: { result: 1 } } },
      "t tool_mock (success)",
    ],
    [
      "a success to nowhere",
      flowOf(start("t"), tool("t", { success_next_step_id: "bok" })),
      { mocks: { t: { result: 1 } } },
      "t tool_mock -> bok (success)",
    ],
    [
      "an error without an error edge",
      flowOf(start("t"), tool("t", { success_next_step_id: "end" }), end()),
      { mocks: { t: { error: "down" } } },
      "t tool_mock (error)",
    ],
    [
      "a custom branch without a target",
      flowOf(
        start("t"),
        tool("t", { success_next_step_id: "end", custom: [{ id: "no", jsonpath: "$.ok", equals: "false" }] }),
        end(),
      ),
      { mocks: { t: { result: { ok: false } } } },
      "t tool_mock (custom:no)",
    ],
  ];
  for (const [name, flow, given, last] of cases)
    test(name, () => {
      const state = walk(flow, given);
      assert.equal(lines(state).at(-1), last);
      assert.equal(outcome(state), "dead_end");
      assert.equal(state.endedAt, null);
      assert.equal(state.problems.length, 1);
    });

  test("say where they are", () => {
    const problem = (flow: unknown): unknown => walk(flow).problems.at(0);
    assert.deepEqual(problem(flowOf(start("bok"))), {
      node: "start",
      message: 'The way taken at "start" leads to "bok", which is not a node',
    });
    assert.deepEqual(problem(flowOf({ id: "s", type: "start" })), {
      node: "s",
      message: 'The way taken at "s" leads nowhere from here',
    });
  });

  test("keep the error they ended on", () => {
    const state = walk(flowOf(start("t"), tool("t", {})), { mocks: { t: { error: { code: 503 } } } });
    assert.deepEqual(state.trace.at(-1), {
      step_id: "t",
      kind: "tool_mock",
      reason: "error",
      data: { error: { code: 503 } },
    });
  });
});

describe("loops", () => {
  const ok = { a: { result: 1 }, b: { result: 1 } };

  test("are found on the second arrival, after it was entered", () => {
    const state = walk(
      flowOf(start("a"), tool("a", { success_next_step_id: "b" }), tool("b", { success_next_step_id: "a" })),
      { mocks: ok },
    );
    assert.deepEqual(lines(state), [
      "start enter",
      "start auto_advance -> a",
      "a enter",
      "a tool_mock -> b (success)",
      "b enter",
      "b tool_mock -> a (success)",
      "a enter",
    ]);
    assert.equal(outcome(state), "loop");
    assert.equal(state.endedAt, null);
    assert.equal(
      state.problems.at(0)?.message,
      '"a" is entered again with no turn in between, so the walk would never end',
    );
  });

  test("may be as short as a start that leads to itself", () => {
    const state = walk(flowOf(start("start")));
    assert.deepEqual(lines(state), ["start enter", "start auto_advance -> start", "start enter"]);
    assert.equal(outcome(state), "loop");
  });

  test("are none where the caller says something in between", () => {
    const flow = flowOf(
      start("a"),
      tool("a", { success_next_step_id: "ask" }),
      conversation("ask", ["again", "again", "a"], ["restart", "restart", "start"], ["stop", "stop", "end"]),
      end(),
    );
    const state = walk(flow, { turns: ["again", "hm", "again", "restart", "stop"], mocks: ok });
    assert.equal(outcome(state), "ended");
    assert.equal(lines(state).filter((line) => line === "a enter").length, 4);
    assert.equal(lines(state).filter((line) => line === "start enter").length, 2);
  });

  test("are assumed when a trace grows past ten thousand entries", () => {
    // Three entries lead to the conversation, each turn adds one.
    const flow = flowOf(start("a"), conversation("a", ["go", "yes", "end"]), end());
    const hm = (n: number): string[] => Array.from({ length: n }, () => "hm");
    const full = walk(flow, { turns: hm(9_996) });
    assert.equal(outcome(full), "transcript_exhausted");
    assert.equal(full.trace.length, 10_000);
    const over = walk(flow, { turns: hm(9_997) });
    assert.equal(outcome(over), "loop");
    assert.equal(over.trace.length, 10_000);
    assert.equal(over.problems.at(0)?.message, "The walk was stopped after 10000 trace entries");
  });

  test("are not mistaken in a chain of tools, even the longest that there can be", () => {
    const chain = Array.from({ length: 4998 }, (_, i) => tool(`t${i}`, { success_next_step_id: `t${i + 1}` }));
    const mocks = Object.fromEntries(chain.map((_, i) => [`t${i}`, { result: i }]));
    const state = walk(flowOf(start("t0"), ...chain, end("t4998")), { mocks });
    assert.equal(state.endedAt, "t4998");
    assert.equal(state.trace.length, 2 + 2 * 4998 + 2);
    assert.equal(state.results.size, 4998);
    assert.equal(state.results.get("t4997"), 4997);
  });
});

describe("terminals", () => {
  const cases: [type: string, last: string][] = [
    ["end", "z end"],
    ["transfer", "z end (transfer)"],
    ["webhook", "z end (webhook)"],
    ["structured_output", "z end (structured_output)"],
  ];
  for (const [type, last] of cases)
    test(type, () => {
      const state = walk(flowOf(start("z"), { id: "z", type, next_step_id: "start" }));
      assert.deepEqual(lines(state).slice(2), ["z enter", last]);
      assert.equal(outcome(state), "ended");
      assert.equal(state.endedAt, "z");
    });

  test("do not walk to the work after the call", () => {
    const state = walk(
      flowOf(start("z"), { id: "z", type: "end", post_end_step_ids: ["hook"] }, { id: "hook", type: "webhook" }),
    );
    assert.deepEqual(lines(state).slice(2), ["z enter", "z end"]);
    assert.equal(state.endedAt, "z");
  });
});

describe("flows that cannot be walked", () => {
  const cases: [name: string, flow: unknown, messages: string[]][] = [
    ["no object", "flow", ["The flow has no list of nodes"]],
    ["no nodes", { flow_config_version: "1" }, ["The flow has no list of nodes"]],
    ["nodes that are no list", { nodes: { a: {} } }, ["The flow has no list of nodes"]],
    ["no start", flowOf(end()), ['The flow has no node of the type "start", so there is nowhere to begin']],
    [
      "two starts",
      flowOf(start("end"), { id: "s2", type: "start" }, end()),
      ["The flow has 2 start nodes; a walk needs exactly one"],
    ],
    ["an id twice", flowOf(start("end"), end(), end()), ['Two nodes have the id "end"']],
    ["no id", flowOf(start("end"), { type: "end" }), ["Node 2 of the flow has no id"]],
    ["an id that is no text", flowOf(start("end"), { id: 7, type: "end" }), ["Node 2 of the flow has no id"]],
    [
      "a type nobody knows",
      flowOf(start("x"), { id: "x", type: "converse" }),
      ['"x" has the type "converse", which is none of this format\'s'],
    ],
  ];
  for (const [name, flow, messages] of cases)
    test(name, () => {
      const state = walk(flow, { turns: ["yes"] });
      assert.equal(outcome(state), "invalid");
      assert.deepEqual(lines(state), []);
      assert.equal(state.endedAt, null);
      assert.equal(state.node, undefined);
      assert.deepEqual(
        [...state.problems].map(({ message }) => message),
        messages,
      );
    });

  test("are not those with fields missing that a walk does not need", () => {
    const flow = flowOf(
      start("a"),
      { id: "a", type: "conversation", transitions: [{ label: "yes", next_step_id: "t" }] },
      { id: "t", type: "tool_call", transitions: { success_next_step_id: "z" } },
      { id: "z", type: "transfer", surprise: true },
    );
    const state = walk(
      { ...(flow as object), flow_config_version: 2 },
      { turns: ["yes"], mocks: { t: { result: null } } },
    );
    assert.equal(state.endedAt, "z");
    assert.equal(lines(state)[3], "a eval -> t (heuristic match (overlap_score=1))", "named after its target");
  });
});

describe("a walk that begins in the middle", () => {
  test("enters that node first", () => {
    const given = {
      setup: { startAt: "check-availability-step" },
      mocks: { "check-availability-step": { result: free } },
    };
    assert.deepEqual(lines(walk(booking, given)), [
      "check-availability-step enter",
      "check-availability-step tool_mock -> end-1 (success)",
      "end-1 enter",
      "end-1 end",
    ]);
    assert.equal(walk(booking, { setup: { startAt: "end-err" } }).endedAt, "end-err");
  });

  test("needs a node that is there", () => {
    const state = walk(booking, { setup: { startAt: "ask-date-2" } });
    assert.equal(outcome(state), "invalid");
    assert.deepEqual(lines(state), []);
    assert.deepEqual(
      [...state.problems],
      [
        {
          node: undefined,
          message: 'The walk should begin at "ask-date-2", which is not a node; did you mean "ask-date-1"?',
        },
      ],
    );
    assert.equal(
      walk(booking, { setup: { startAt: "nowhere-at-all" } }).problems.at(0)?.message,
      'The walk should begin at "nowhere-at-all", which is not a node',
    );
  });
});

describe("global nodes", () => {
  const human = {
    id: "human",
    type: "transfer",
    name: "Speak to a human",
    transfer_to: "+12025550123",
    is_global: true,
    global_jump_description: "Caller asks for a human agent",
  };
  const faq = {
    id: "faq",
    type: "conversation",
    is_global: true,
    global_jump_description: "Caller asks about prices or opening hours",
    transitions: [{ id: "back", label: "thanks", next_step_id: "ask" }],
  };
  const trap = {
    id: "trap",
    type: "tool_call",
    is_global: true,
    global_jump_description: "human human",
    transitions: {},
  };
  const flow = flowOf(start("ask"), conversation("ask", ["book", "wants to book", "end"]), human, faq, trap, end());
  const setup = { options: { globals: "fallback" } } as const;

  test("are out of reach unless the test asks for them", () => {
    assert.equal(
      lines(walk(flow, { turns: ["a human please"] }))[3],
      "ask eval -> stay (heuristic miss (overlap_score=0))",
    );
    const off = { options: { globals: "off" } } as const;
    assert.equal(
      lines(walk(flow, { turns: ["a human please"], setup: off }))[3],
      "ask eval -> stay (heuristic miss (overlap_score=0))",
    );
  });

  test("are jumped to when no labelled transition fits, and named by name or id", () => {
    assert.deepEqual(lines(walk(flow, { turns: ["a human agent please"], setup })).slice(3), [
      "ask eval -> __global_human (global jump: Speak to a human (overlap_score=2))",
      "human enter",
      "human end (transfer)",
    ]);
    assert.deepEqual(lines(walk(flow, { turns: ["what are your prices"], setup })).slice(3, 5), [
      "ask eval -> __global_faq (global jump: faq (overlap_score=1))",
      "faq enter",
    ]);
  });

  test("give way to a labelled transition, even one that scores less", () => {
    assert.equal(
      lines(walk(flow, { turns: ["book me a human agent"], setup }))[3],
      "ask eval -> book (heuristic match (overlap_score=1))",
    );
  });

  test("are taken in the order of the file on a tie, and nothing fits nothing", () => {
    assert.equal(
      lines(walk(flow, { turns: ["caller asks"], setup }))[3],
      "ask eval -> __global_human (global jump: Speak to a human (overlap_score=2))",
    );
    assert.equal(lines(walk(flow, { turns: ["hm"], setup }))[3], "ask eval -> stay (heuristic miss (overlap_score=0))");
  });

  test("are not offered to themselves, and a mark on another type counts for nothing", () => {
    const offered = states(flow, { turns: ["prices", "thanks"], setup }).flatMap(({ wants }) =>
      wants.kind === "choice" ? [wants.options.map(({ id }) => id)] : [],
    );
    assert.deepEqual(offered, [
      ["book", "__global_human", "__global_faq"],
      ["back", "__global_human"],
    ]);
  });

  test("can be chosen by script", () => {
    const state = walk(flow, { turns: [{ user: "hm", take: "__global_human" }], setup });
    assert.equal(lines(state)[3], "ask eval -> __global_human (scripted choice)");
    assert.equal(state.endedAt, "human");
  });
});

describe("what a walk says", () => {
  test("is marked as an instruction unless it is spoken word for word", () => {
    const flow = (literal: unknown, first?: unknown): unknown =>
      flowOf(
        {
          id: "s",
          type: "start",
          greeting: "Hello",
          is_literal: literal,
          agent_speaks_first: first,
          next_step_id: "z",
        },
        { id: "z", type: "end", farewell: "Bye", is_literal: literal },
      );
    const said = (config: unknown): unknown => [...walk(config).says];
    assert.deepEqual(said(flow(true)), [
      { node: "s", text: "Hello" },
      { node: "z", text: "Bye" },
    ]);
    assert.deepEqual(said(flow(true, false)), [{ node: "z", text: "Bye" }]);
    for (const literal of [false, undefined, "true"])
      assert.deepEqual(said(flow(literal)), [
        { node: "s", text: "Hello", instruction: true },
        { node: "z", text: "Bye", instruction: true },
      ]);
  });

  test("has the instructions of a conversation once an arrival, and a transfer's message", () => {
    const flow = flowOf(start("a"), conversation("a", ["go", "yes", "z"]), {
      id: "z",
      type: "transfer",
      transfer_message: "One moment",
      transfer_to: "+12025550123",
    });
    assert.deepEqual(
      [...walk(flow, { turns: ["hm", "yes"] }).says],
      [
        { node: "a", text: "Talk", instruction: true },
        { node: "z", text: "One moment", instruction: true },
      ],
    );
  });

  test("has no effect on where it goes, and neither has waiting for the first reply", () => {
    const flow = flowOf(
      { id: "s", type: "start", auto_advance: false, agent_speaks_first: false, next_step_id: "a" },
      conversation("a", ["go", "yes", "end"]),
      end(),
    );
    assert.deepEqual(lines(walk(flow, { turns: ["yes"] })), [
      "s enter",
      "s auto_advance -> a",
      "a enter",
      "a eval -> go (heuristic match (overlap_score=1))",
      "end enter",
      "end end",
    ]);
  });
});

describe("states", () => {
  test("can be advanced again with another answer", () => {
    const flow = toFlow(booking, []);
    const all = states(booking, { turns: ["hm", wednesday], mocks: { "check-availability-step": { result: free } } });
    const before = all.map((state) => JSON.stringify([state, [...state.results]]));

    const atTool = all.find(({ wants }) => wants.kind === "tool")!;
    const failed = yappr.advance(flow, atTool, { kind: "tool", answer: { error: "down" } });
    assert.equal(failed.endedAt, "end-err");
    assert.deepEqual(lines(failed).slice(-3), [
      "check-availability-step tool_mock -> end-err (error)",
      "end-err enter",
      "end-err end",
    ]);
    const busy = yappr.advance(flow, atTool, { kind: "tool", answer: { result: { status: "busy" } } });
    assert.equal(busy.node, "ask-date-1");
    assert.deepEqual([...busy.results.values()], [{ status: "busy" }]);

    const atChoice = all.find(({ wants }) => wants.kind === "choice")!;
    const declined = yappr.advance(flow, atChoice, { kind: "choice", take: 1, by: "person" });
    assert.deepEqual(lines(declined), [
      ...lines(atChoice),
      "ask-date-1 eval -> tx-decline (chosen by a person)",
      "end-1 enter",
      "end-1 end",
    ]);
    assert.equal(declined.turns, 1);

    const atTurn = all[0]!;
    assert.equal(outcome(yappr.advance(flow, atTurn, { kind: "turn", turn: undefined })), "transcript_exhausted");
    assert.equal(yappr.advance(flow, atTurn, { kind: "turn", turn: { user: "book" } }).wants.kind, "choice");

    assert.deepEqual(
      all.map((state) => JSON.stringify([state, [...state.results]])),
      before,
      "no state was changed",
    );
    assert.equal(all.at(-1)!.endedAt, "end-1");
  });

  test("remember on each branch of their own what was entered", () => {
    const flow = toFlow(
      flowOf(
        start("a"),
        tool("a", { success_next_step_id: "b", error_next_step_id: "c" }),
        tool("b", { success_next_step_id: "c" }),
        tool("c", { success_next_step_id: "b" }),
      ),
      [],
    );
    const ok = { kind: "tool", answer: { result: 1 } } as const;
    const atA = yappr.begin(flow, {});
    let viaB = atA;
    for (let i = 0; i < 3; i++) viaB = yappr.advance(flow, viaB, ok);
    assert.equal(outcome(viaB), "loop");
    const viaC = yappr.advance(flow, atA, { kind: "tool", answer: { error: 1 } });
    assert.equal(viaC.node, "c");
    const atB = yappr.advance(flow, viaC, ok);
    assert.equal(atB.wants.kind, "tool", "b was entered on the other branch only");
  });

  test("refuse answers that are not of the kind they want", () => {
    const flow = toFlow(booking, []);
    const asked = yappr.begin(flow, {});
    assert.throws(() => yappr.advance(flow, asked, { kind: "tool", answer: { result: 1 } }), /wants turn/);
    const choosing = yappr.advance(flow, asked, { kind: "turn", turn: { user: "x" } });
    assert.throws(
      () => yappr.advance(flow, choosing, { kind: "choice", take: 2, by: "script" }),
      /no option 2 among 2/,
    );
    const over = yappr.advance(flow, asked, { kind: "turn", turn: undefined });
    assert.throws(() => yappr.advance(flow, over, { kind: "turn", turn: { user: "x" } }), /wants nothing/);
  });
});

test("any value at all can be read and walked, and every walk ends", () => {
  const id = fc.constantFrom("a", "b", "c", "start", "__proto__", "constructor", "");
  const word = fc.constantFrom("yes", "no", "book now", "", "כן");
  const transitions = fc.oneof(
    fc.array(fc.record({ id, label: word, description: word, next_step_id: id }, { requiredKeys: [] }), {
      maxLength: 3,
    }),
    fc.record(
      {
        success_next_step_id: id,
        error_next_step_id: id,
        custom: fc.array(
          fc.record(
            {
              id,
              jsonpath: fc.constantFrom("$", "$.a", "$.a[0]", "$..a", 3),
              equals: fc.jsonValue(),
              next_step_id: id,
            },
            { requiredKeys: [] },
          ),
          { maxLength: 2 },
        ),
      },
      { requiredKeys: [] },
    ),
    fc.jsonValue(),
  );
  const node = fc.record(
    {
      id,
      type: fc.constantFrom("conversation", "tool_call", "integration_call", "transfer", "end", "webhook"),
      name: word,
      is_global: fc.boolean(),
      global_jump_description: word,
      transitions,
    },
    { requiredKeys: ["type"] },
  );
  const flows = fc.oneof(
    fc.jsonValue(),
    fc
      .uniqueArray(node, { maxLength: 5, selector: (each) => each.id ?? "" })
      .map((nodes) => flowOf({ id: "start", type: "start", next_step_id: nodes[0]?.id }, ...nodes)),
  );
  const given = fc.record({
    turns: fc.array(word, { maxLength: 5 }),
    mocks: fc.dictionary(
      id,
      fc.oneof(fc.record({ result: fc.jsonValue() }), fc.record({ error: word }), fc.jsonValue()),
    ),
  });
  fc.assert(
    fc.property(flows, given, fc.boolean(), (flow, answers, globals) => {
      const state = walk(flow, { ...answers, setup: { options: { globals: globals ? "fallback" : "off" } } });
      assert.ok(outcome(state));
      assert.ok(state.trace.length <= 10_000);
      assert.equal(state.endedAt !== null, outcome(state) === "ended");
      assert.ok(state.turns <= answers.turns.length);
    }),
    { numRuns: 500, seed: 1 },
  );
});
