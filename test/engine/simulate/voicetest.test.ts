import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { State, Turn } from "../../../engine/simulate/state.ts";
import { type VoicetestOwn, voicetest } from "../../../engine/simulate/walks/voicetest.ts";
import { answerTo, flowOf, outcomeOf, pathOf, play, told, type VoicetestState } from "./playVoicetest.ts";

type Json = Record<string, unknown>;

const prompt = (to: string, value = `to ${to}`): Json => ({
  target_node_id: to,
  condition: { type: "llm_prompt", value },
});
const always = (to: string): Json => ({ target_node_id: to, condition: { type: "always", value: "Else" } });
const equal = (left: string, right: string, to: string): Json => ({
  target_node_id: to,
  condition: { type: "equation", value: "", equations: [{ left, operator: "==", right }] },
});
const toolCall = (to: string): Json => ({ target_node_id: to, condition: { type: "tool_call", value: "x" } });

const talk = (state_prompt: string, ...transitions: Json[]): Json => ({
  node_type: "conversation",
  state_prompt,
  transitions,
});
const logic = (...transitions: Json[]): Json => ({ node_type: "logic", state_prompt: "", transitions });
const call = (...transitions: Json[]): Json => ({ node_type: "function", state_prompt: "", transitions });
const extract = (names: string[], ...transitions: Json[]): Json => ({
  node_type: "extract",
  state_prompt: "",
  variables_to_extract: names.map((name) => ({ name, description: "" })),
  transitions,
});
const end = (state_prompt = "", ...transitions: Json[]): Json => ({ node_type: "end", state_prompt, transitions });
const global = (node: Json, condition: string, ...goBack: string[]): Json => ({
  ...node,
  global_node_setting: {
    condition,
    go_back_conditions: goBack.map((value, i) => ({ id: `${i}`, condition: { type: "llm_prompt", value } })),
  },
});

const standIn = "(Flowproof's stand-in for the model)";
const extension = "(Flowproof's extension; voicetest calls no tools)";
const stuck = "no equation holds and there is no always, so the model speaks from here";

function messages({ problems }: VoicetestState): string[] {
  return [...problems].map(({ message }) => message);
}

suite("a voicetest walk: the opening", () => {
  test("the agent speaks first, and nothing is chosen before the caller has spoken", () => {
    const state = play(flowOf({ a: talk("Hello", prompt("b", "hello")), b: talk("There") }));
    assert.deepEqual(told(state), ["a speak"]);
    assert.deepEqual([...state.says], [{ node: "a", text: "Hello", instruction: true }]);
    assert.equal(outcomeOf(state), "transcript_exhausted");
    assert.equal(state.endedAt, null);
    assert.equal(state.turns, 0);
  });

  test("silent nodes run in it", () => {
    const flow = flowOf({ a: logic(equal("x", "1", "b"), always("c")), b: talk("B"), c: talk("C") });
    assert.deepEqual(pathOf(play(flow)), ["a", "c"]);
    assert.deepEqual(pathOf(play(flow, [], { variables: { x: 1 } })), ["a", "b"]);
  });

  test("it ends there when it comes to an end", () => {
    const state = play(flowOf({ a: logic(always("b")), b: end() }), ["anybody there?"]);
    assert.equal(outcomeOf(state), "ended");
    assert.equal(state.endedAt, "b");
    assert.equal(state.turns, 0);
  });

  test("start_at begins in the middle", () => {
    const state = play(flowOf({ a: talk("A"), b: logic(always("c")), c: talk("C") }), [], { startAt: "b" });
    assert.deepEqual(pathOf(state), ["b", "c"]);
  });

  for (const [name, flow, startAt, message] of [
    [
      "an unknown entry",
      flowOf({ hello: talk("") }, { entry_node_id: "helo" }),
      undefined,
      'The entry of the graph is "helo", which is not a node; did you mean "hello"?',
    ],
    [
      "no entry",
      flowOf({ a: talk("") }, { entry_node_id: 7 }),
      undefined,
      'The graph names no "entry_node_id", so no walk can begin',
    ],
    [
      "an unknown start_at",
      flowOf({ hello: talk("") }),
      "elsewhere",
      'The walk should begin at "elsewhere", which is not a node',
    ],
    [
      "an entry that only an object has",
      flowOf({ hello: talk("") }, { entry_node_id: "toString" }),
      undefined,
      'The entry of the graph is "toString", which is not a node',
    ],
  ] as const)
    test(`${name} is invalid`, () => {
      const state = play(flow, ["hi"], { startAt });
      assert.equal(outcomeOf(state), "invalid");
      assert.equal(state.node, undefined);
      assert.deepEqual([...state.trace], []);
      assert.deepEqual(messages(state), [message]);
    });
});

suite("a voicetest walk: choices", () => {
  test("by keyword overlap, and the node that is entered speaks in the same turn without being left", () => {
    const flow = flowOf({
      a: talk("A", prompt("b", "wants to book a room"), prompt("c", "has a complaint")),
      b: talk("B", prompt("c", "has a complaint")),
      c: talk("C"),
    });
    const state = play(flow, ["I have a complaint about a room I booked: a complaint!"]);
    assert.deepEqual(told(state), [
      "a speak",
      `a eval -> b: keyword overlap 1 ${standIn}`, // both score one; the first wins
      "b speak",
    ]);
    assert.deepEqual(pathOf(state), ["a", "b"]);
    assert.equal(state.turns, 1);
  });

  test("the description counts, function words do not", () => {
    const flow = flowOf({
      a: talk("A", { ...prompt("b", "done"), description: "wants to leave" }),
      b: talk("B"),
    });
    assert.deepEqual(told(play(flow, ["I have to leave now"])).slice(1, 2), [
      `a eval -> b: keyword overlap 1 ${standIn}`,
    ]);
    assert.deepEqual(told(play(flow, ["to be or not to be"])).slice(1), [
      `a eval -> stay: no keyword overlap ${standIn}`,
      "a speak",
    ]);
  });

  test("scripted", () => {
    const flow = flowOf({ a: talk("A", prompt("b"), prompt("c")), b: talk("B"), c: talk("C") });
    assert.deepEqual(told(play(flow, [{ take: "c" }])).slice(1), ["a eval -> c: scripted choice", "c speak"]);
    assert.deepEqual(told(play(flow, [{ user: "to c", take: "stay" }])).slice(1), [
      "a eval -> stay: scripted to choose nothing",
      "a speak",
    ]);
  });

  test("by a person or a model", () => {
    const flow = flowOf({ a: talk("A", prompt("b")), b: talk("B") });
    const asked = voicetest.advance(flow, voicetest.begin(flow, {}), { kind: "turn", turn: { user: "hm" } });
    const reasons = (["person", "model"] as const).flatMap((by) =>
      [0, undefined].map((take) => told(voicetest.advance(flow, asked, { kind: "choice", take, by }))[1]),
    );
    assert.deepEqual(reasons, [
      "a eval -> b: chosen by a person",
      "a eval -> stay: nothing chosen by a person",
      "a eval -> b: chosen by a model",
      "a eval -> stay: nothing chosen by a model",
    ]);
  });

  test("what is offered, in the original's order", () => {
    const flow = flowOf({
      a: talk("A", prompt("c", ""), always("c"), equal("x", "1", "d"), toolCall("b"), prompt("ghost", "boo")),
      b: global(talk("B"), "asks for a person"),
      c: talk("C"),
      d: global(talk("D", prompt("a", "resume")), "", "is content"),
    });
    const offered = (state: VoicetestState): string[] => {
      const asked = voicetest.advance(flow, state, { kind: "turn", turn: { user: "hm" } });
      if (asked.wants.kind !== "choice") return [];
      return asked.wants.options.map(({ id, label, texts }) => `${id} | ${label} | ${texts.join(", ")}`);
    };
    // The opening has gone on from "a" by its always; put the walk back.
    const back = { ...voicetest.begin(flow, {}), node: "a" };
    assert.deepEqual(offered(back), [
      "c | c | ",
      "d | x == 1 | ",
      "b | x | x",
      "ghost | boo | boo",
      "b | asks for a person | asks for a person",
      "d | d | ",
    ]);
    // A global node does not offer itself, and offers no way back before it was entered from somewhere.
    assert.deepEqual(offered(voicetest.begin(flow, { startAt: "d" })), [
      "a | resume | resume",
      "b | asks for a person | asks for a person",
    ]);
    const standing = voicetest.begin(flow, { startAt: "d" });
    const entered = { ...standing, own: { ...standing.own, originators: ["c"] } };
    assert.deepEqual(offered(entered).at(-1), "c | is content | is content");
  });

  test("no model is asked where nothing is offered", () => {
    const state = play(flowOf({ a: talk("A") }), ["hello", "hello?"]);
    assert.deepEqual(told(state), ["a speak", "a speak", "a speak"]);
  });

  test("global nodes are offered to conversations only", () => {
    const flow = flowOf({ a: talk("A", always("b")), b: end("Bye"), c: global(talk("C"), "asks for help") });
    assert.deepEqual(told(play(flow, ["help"])), [
      "a speak",
      "a route -> b: always, after speaking",
      "b speak",
      "b end",
    ]);
  });

  const silence: [string, Turn][] = [
    ["silence", { silence: true }],
    ["no words", { user: "" }],
    ["nothing", {}],
    ["a slot that is null", { slots: { x: null } }],
  ];
  for (const [name, turn] of silence)
    test(`${name} is an empty message, at which nothing is chosen`, () => {
      const state = play(flowOf({ a: talk("A", prompt("b", "anything")), b: talk("B") }), [turn]);
      assert.deepEqual(told(state), ["a speak", "a speak"]);
      assert.equal(state.turns, 1);
    });

  const said: [string, Turn][] = [
    ["keys", { dtmf: "1" }],
    ["slots", { slots: { x: 1 } }],
    ["a blank", { user: " " }],
    ["silence with a choice", { silence: true, take: "b" }],
  ];
  for (const [name, turn] of said)
    test(`${name} count as something said`, () => {
      const flow = flowOf({ a: talk("A", prompt("b", "1")), b: talk("B") });
      const state = voicetest.advance(flow, voicetest.begin(flow, {}), { kind: "turn", turn });
      assert.equal(state.wants.kind, "choice");
    });
});

suite("a voicetest walk: the dispatcher at a conversation", () => {
  const nodes = (...transitions: Json[]) => ({
    a: talk("A", ...transitions),
    b: talk("B"),
    c: talk("C"),
    Upper: talk("U"),
  });
  const premium = { variables: { tier: "gold" } };

  test("an equation that holds and comes first fires in place of the choice", () => {
    const flow = flowOf(nodes(equal("tier", "gold", "c"), prompt("b")));
    assert.equal(told(play(flow, [{ take: "b" }], premium))[1], "a eval -> c: tier == gold; scripted choice");
  });

  test("an equation that holds and comes after the chosen transition does not", () => {
    const flow = flowOf(nodes(prompt("b"), equal("tier", "gold", "c")));
    assert.equal(told(play(flow, [{ take: "b" }], premium))[1], "a eval -> b: scripted choice");
  });

  test("without a choice the objectives are not complete, and no equation fires either", () => {
    const flow = flowOf(nodes(equal("tier", "gold", "c"), prompt("b")));
    assert.deepEqual(pathOf(play(flow, ["hm"], premium)), ["a"]);
  });

  test("an equation that does not hold is followed when it is chosen", () => {
    const flow = flowOf(nodes(equal("tier", "gold", "c"), prompt("b")));
    assert.equal(
      told(play(flow, [{ take: "c" }]))[1],
      "a eval -> c: scripted choice; its equation does not hold, and voicetest follows the choice all the same",
    );
  });

  test("so is a tool call, which never fires", () => {
    const flow = flowOf(nodes(toolCall("b")));
    assert.equal(
      told(play(flow, [{ take: "b" }]))[1],
      'a eval -> b: scripted choice; "tool_call" never fires by itself, and voicetest follows the choice all the same',
    );
  });

  test("an always is no fallback here: it is taken after speaking, whatever was not chosen", () => {
    const flow = flowOf({
      a: talk("A", prompt("b")),
      b: talk("B", prompt("c", "done"), always("d")),
      c: talk("C"),
      d: talk("D"),
    });
    assert.deepEqual(told(play(flow, [{ take: "b" }])).slice(1), [
      "a eval -> b: scripted choice",
      "b speak",
      "b route -> d: always, after speaking",
    ]);
  });

  test("targets are compared without case: the first such transition fires", () => {
    const flow = flowOf(nodes(prompt("UPPER", "no such node"), prompt("Upper")));
    assert.equal(outcomeOf(play(flow, [{ take: "Upper" }])), "dead_end");
    const right = flowOf(nodes(prompt("Upper")));
    assert.deepEqual(pathOf(play(right, [{ take: "Upper" }])), ["a", "Upper"]);
  });

  test("an equation with an upper-case target is followed only when it holds", () => {
    const flow = flowOf(nodes(equal("tier", "gold", "Upper")));
    assert.deepEqual(pathOf(play(flow, [{ take: "Upper" }], premium)), ["a", "Upper"]);
    const state = play(flow, [{ take: "Upper" }]);
    assert.deepEqual(told(state).slice(1), [
      'a eval -> stay: scripted choice; voicetest looks for "upper", which is not a node',
      "a speak",
    ]);
    assert.deepEqual(messages(state), [
      '"Upper" was chosen at "a" and cannot be entered: voicetest looks for "upper", which is not a node',
    ]);
  });

  test("a choice that no transition answers to is trimmed, and is never none", () => {
    const flow = flowOf({
      a: talk("A", toolCall(" B\t"), toolCall("none"), toolCall("")),
      b: talk("B"),
      none: talk("N"),
      "": talk("E"),
    });
    assert.deepEqual(pathOf(play(flow, [{ take: " B\t" }])), ["a", "b"]);
    assert.deepEqual(pathOf(play(flow, [{ take: "none" }])), ["a"]);
    assert.deepEqual(pathOf(play(flow, [{ take: "" }])), ["a"]);
  });
});

suite("a voicetest walk: silent nodes", () => {
  const nodes = (node: Json) => ({ a: node, b: talk("B"), c: talk("C"), d: talk("D") });

  test("the first equation that holds fires, in the order written", () => {
    const flow = flowOf(nodes(logic(equal("x", "1", "b"), equal("y", "1", "c"), always("d"))));
    assert.equal(told(play(flow, [], { variables: { y: 1, x: 1 } }))[0], "a route -> b: x == 1");
    assert.equal(told(play(flow, [], { variables: { y: 1 } }))[0], "a route -> c: y == 1");
    assert.equal(told(play(flow))[0], "a route -> d: always");
  });

  test("an always in front does not keep later equations from firing, and the first of two counts", () => {
    const flow = flowOf(nodes(logic(always("d"), equal("x", "1", "b"), always("c"))));
    assert.deepEqual(pathOf(play(flow, [], { variables: { x: 1 } })), ["a", "b"]);
    assert.deepEqual(pathOf(play(flow)), ["a", "d"]);
  });

  test("prompts, tool calls and equations without clauses never fire", () => {
    const empty = { target_node_id: "b", condition: { type: "equation", value: "x == 1", equations: [] } };
    const flow = flowOf(nodes(logic(prompt("b"), toolCall("c"), empty, always("d"))));
    assert.deepEqual(pathOf(play(flow, [], { variables: { x: 1 } })), ["a", "d"]);
  });

  test("without a way out the model speaks from it, on every turn", () => {
    const state = play(flowOf(nodes(logic(equal("x", "1", "b")))), ["hello", { user: "1", slots: { x: "1" } }]);
    assert.deepEqual(told(state), [
      `a route -> stay: ${stuck}`,
      "a speak",
      `a route -> stay: ${stuck}`,
      "a speak",
      "a route -> b: x == 1",
      "b speak",
    ]);
    assert.deepEqual(
      [...state.says].map(({ node }) => node),
      ["b"],
    ); // an empty prompt gives nothing to say
  });

  test("one choice, then any number of them, then one response", () => {
    const flow = flowOf({
      a: talk("A", prompt("l1")),
      l1: logic(always("l2")),
      l2: logic(equal("x", "1", "l3")),
      l3: logic(always("c")),
      c: talk("C", prompt("a", "anything at all")),
    });
    const state = play(flow, [{ user: "anything", take: "l1", slots: { x: "1" } }]);
    assert.deepEqual(pathOf(state), ["a", "l1", "l2", "l3", "c"]);
    assert.deepEqual(
      [...state.says].map(({ text }) => text),
      ["A", "C"],
    );
  });

  test("a circle of them stops after 20 hops and speaks from where it stands", () => {
    const state = play(flowOf({ a: logic(always("b")), b: { ...logic(always("a")), state_prompt: "B" } }), ["hello"]);
    // 20 hops from "a" come back to "a", which speaks and only then follows its always.
    assert.equal(pathOf(state).length, 1 + 20 + 1 + 20 + 1);
    assert.deepEqual(told(state).slice(19, 23), [
      "b route -> a: always",
      "a speak",
      "a route -> b: always, after speaking",
      "b route -> a: always",
    ]);
    assert.equal(outcomeOf(state), "transcript_exhausted");
    assert.deepEqual(messages(state), [
      'After 20 transitions in one turn the walk stops at "a", and the model speaks from there',
      'After 20 transitions in one turn the walk stops at "b", and the model speaks from there',
    ]);
  });

  const chain = (length: number, last: Json): Json => {
    const nodes: Json = {};
    for (let i = 0; i < length; i++) nodes[`n${i}`] = logic(always(`n${i + 1}`));
    return { ...nodes, [`n${length}`]: last };
  };

  test("a chain of 20 hops that comes to a conversation is no circle", () => {
    const state = play(flowOf(chain(20, talk("Made it"))));
    assert.deepEqual(
      [...state.says].map(({ text }) => text),
      ["Made it"],
    );
    assert.deepEqual(messages(state), []);
  });

  test("after 20 hops even an end without a prompt speaks before it ends", () => {
    const nineteen = play(flowOf(chain(19, end())));
    assert.deepEqual(told(nineteen).slice(-1), ["n19 end"]);
    assert.deepEqual(messages(nineteen), []);
    const twenty = play(flowOf(chain(20, end())));
    assert.deepEqual(told(twenty).slice(-2), ["n20 speak", "n20 end"]);
    assert.equal(outcomeOf(twenty), "ended");
    assert.equal(messages(twenty).length, 1);
  });

  test("the choice of a turn is one of its 20 hops", () => {
    const flow = flowOf({ start: talk("Hi", prompt("n0")), ...chain(19, logic(always("far"))), far: talk("Far") });
    const state = play(flow, [{ take: "n0" }]);
    assert.equal(pathOf(state).at(-1), "far"); // by its always, after n19 had to speak
    assert.deepEqual(told(state).slice(-2), ["n19 speak", "n19 route -> far: always, after speaking"]);
  });
});

suite("a voicetest walk: extraction and slots", () => {
  const flow = flowOf({
    a: talk("Who is there?", prompt("x", "tells name")),
    x: extract(["name", "age"], equal("age", "33", "b"), always("c")),
    b: talk("Hello {{name}}, {{age}}"),
    c: talk("Hello {{name}}", prompt("x", "tells age")),
  });

  test("an extract node stores the caller's slots as text", () => {
    const state = play(flow, [{ user: "name", slots: { name: "Ana", age: 33 } }]);
    assert.deepEqual(
      state.variables,
      new Map([
        ["name", "Ana"],
        ["age", "33"],
      ]),
    );
    assert.deepEqual(told(state).slice(1), [
      `a eval -> x: keyword overlap 1 ${standIn}`,
      `x extract: slots that the caller gave ${standIn}`,
      "x route -> b: age == 33",
      "b speak",
    ]);
    assert.deepEqual([...state.trace].find(({ kind }) => kind === "extract")!.data, { name: "Ana", age: "33" });
    assert.equal(state.says.at(-1)!.text, "Hello Ana, 33");
  });

  test("it hears the whole conversation, at every visit again, and null leaves a value as it was", () => {
    const state = play(flow, [
      { user: "hm", slots: { age: 12 } }, // given before the node is reached
      { take: "x", slots: { name: "Ana" } },
      { take: "x", slots: { name: null, age: true } },
    ]);
    assert.deepEqual(
      state.variables,
      new Map([
        ["age", "True"],
        ["name", "Ana"],
      ]),
    );
    const extracted = [...state.trace].filter(({ kind }) => kind === "extract").map(({ data }) => data);
    assert.deepEqual(extracted, [
      { name: "Ana", age: "12" },
      { name: "Ana", age: "True" },
    ]);
  });

  test("what it extracts is bound there and not before, an empty text too", () => {
    const given = voicetest.advance(flow, voicetest.begin(flow, {}), {
      kind: "turn",
      turn: { user: "hm", slots: { name: "", other: 5 } },
    });
    assert.deepEqual(given.variables, new Map([["other", 5]])); // no node extracts it, so the turn binds it
    const state = play(flow, [{ take: "x", slots: { name: "" } }]);
    assert.equal(state.variables.get("name"), "");
  });

  test("nothing given, nothing stored", () => {
    const state = play(flowOf({ x: extract(["name"], always("a")), a: talk("A") }), [], {
      variables: { name: "kept" },
    });
    assert.deepEqual(told(state), [`x extract: no slot was given ${standIn}`, "x route -> a: always", "a speak"]);
    assert.deepEqual(state.variables, new Map([["name", "kept"]]));
  });

  test("a slot called __proto__ is a slot like any other", () => {
    const slots = JSON.parse('{"__proto__": "p"}') as Record<string, unknown>;
    const state = play(
      flowOf({ a: talk("A", prompt("x")), x: extract(["__proto__"], always("b")), b: talk("{{__proto__}}") }),
      [{ take: "x", slots }],
    );
    assert.equal(state.says.at(-1)!.text, "p");
    assert.deepEqual(Object.keys([...state.trace].find(({ kind }) => kind === "extract")!.data as object), [
      "__proto__",
    ]);
  });
});

suite("a voicetest walk: speaking and ending", () => {
  test("prompts are expanded with snippets first, then with the variables of now", () => {
    const flow = flowOf(
      { a: talk("{%hi%} {{missing}}", prompt("b")), b: talk("{{name}}") },
      { snippets: { hi: "Hi {{name}}", bad: 7 } },
    );
    const state = play(flow, [{ take: "b", slots: { name: "Bo" } }], { variables: { name: "Ana" } });
    assert.deepEqual(
      [...state.says].map(({ text }) => text),
      ["Hi Ana {{missing}}", "Bo"],
    );
    assert.deepEqual([...state.trace].find(({ kind }) => kind === "speak")!.data, { prompt: "Hi Ana {{missing}}" });
  });

  test("an always is taken after speaking; its target may be left before it ever spoke", () => {
    const flow = flowOf({ a: talk("A", always("b")), b: talk("B", prompt("c", "leave")), c: talk("C") });
    assert.deepEqual(told(play(flow, ["leave"])), [
      "a speak",
      "a route -> b: always, after speaking",
      `b eval -> c: keyword overlap 1 ${standIn}`,
      "c speak",
    ]);
  });

  test("the target of an always is not run before the next turn, even when it is an end", () => {
    const flow = flowOf({ a: talk("A", always("b")), b: end() });
    assert.equal(outcomeOf(play(flow)), "transcript_exhausted");
    const state = play(flow, ["bye"]);
    assert.equal(outcomeOf(state), "ended");
    assert.equal(state.endedAt, "b");
    assert.equal(state.turns, 1);
  });

  test("an end with a prompt speaks, one without is silent, and blanks are a prompt", () => {
    const ending = (node: Json) => told(play(flowOf({ a: logic(always("z")), z: node }))).slice(1);
    assert.deepEqual(ending(end("Bye")), ["z speak", "z end"]);
    assert.deepEqual(ending(end("")), ["z end"]);
    assert.deepEqual(ending(end(" ")), ["z speak", "z end"]);
    assert.deepEqual(ending({ node_type: "end" }), ["z end"]);
    assert.deepEqual(ending({ node_type: "transfer", state_prompt: "Wait" }), ["z speak", "z end"]);
  });

  test("an end with a prompt and an always never ends the call", () => {
    const state = play(flowOf({ a: talk("A", prompt("z")), z: end("Bye", always("a")) }), [{ take: "z" }, "hello?"]);
    assert.deepEqual(told(state), [
      "a speak",
      "a eval -> z: scripted choice",
      "z speak",
      "z route -> a: always, after speaking",
      `a eval -> stay: no keyword overlap ${standIn}`,
      "a speak",
    ]);
    assert.equal(outcomeOf(state), "transcript_exhausted");
  });

  test("an end without a prompt ends the call whatever its transitions", () => {
    assert.equal(outcomeOf(play(flowOf({ a: logic(always("z")), z: end("", always("a")) }))), "ended");
  });

  test("an end with a prompt where the caller speaks may be left", () => {
    const flow = flowOf({ a: talk("A", always("z")), z: end("Bye", prompt("c", "one more thing")), c: talk("C") });
    assert.deepEqual(pathOf(play(flow, ["one more thing"])), ["a", "z", "c"]);
    assert.equal(play(flow, ["no"]).endedAt, "z");
  });
});

suite("a voicetest walk: global nodes", () => {
  const flow = flowOf({
    a: talk("A", prompt("b", "go on")),
    b: talk("B"),
    help: global(talk("Help", prompt("b", "go on")), "asks for help", "is helped", "never mind"),
    boss: global(talk("Boss"), "wants the boss", "is calm"),
    Shout: global(talk("Shout"), "shouts"),
  });

  test("entered from a conversation, and back where the caller came from", () => {
    const state = play(flow, ["help", "never mind"]);
    assert.deepEqual(told(state), [
      "a speak",
      `a eval -> help: keyword overlap 1 ${standIn}; a global node`,
      "help speak",
      `help eval -> a: keyword overlap 2 ${standIn}; back to where the global node was entered`,
      "a speak",
    ]);
    assert.deepEqual(state.own.originators, []);
  });

  test("each way back goes one level down", () => {
    const state = play(flow, ["help", "boss", "calm", "never mind"]);
    assert.deepEqual(pathOf(state), ["a", "help", "boss", "help", "a"]);
    const stacks = [["help"], ["help", "boss"]].map(
      (takes) =>
        play(
          flow,
          takes.map((take) => ({ take })),
        ).own.originators,
    );
    assert.deepEqual(stacks, [["a"], ["a", "help"]]);
  });

  test("going on from a global node forgets where the caller came from", () => {
    const state = play(flow, ["help", { take: "b" }]);
    assert.deepEqual(pathOf(state), ["a", "help", "b"]);
    assert.deepEqual(state.own.originators, []);
  });

  test("entering it by an ordinary transition, and coming back by one, count alike", () => {
    const around = flowOf({
      a: talk("A", prompt("g", "enter")),
      g: global(logic(always("a")), "x", "back"),
      b: talk("B", always("g")),
    });
    const there = play(around, [{ take: "g" }]);
    assert.deepEqual(pathOf(there), ["a", "g", "a"]);
    assert.deepEqual(there.own.originators, []);
    assert.deepEqual(play(around, [], { startAt: "b" }).own.originators, ["b"]);
  });

  test("an upper-case name is never found", () => {
    const state = play(flow, [{ take: "Shout" }]);
    assert.deepEqual(pathOf(state), ["a"]);
    assert.equal(messages(state).length, 1);
    const origin = flowOf({ A: talk("A"), help: global(talk("Help"), "help", "back") });
    assert.deepEqual(pathOf(play(origin, ["help", { take: "A" }])), ["A", "help"]);
  });
});

suite("a voicetest walk: function nodes", () => {
  const flow = flowOf({
    a: talk("A", prompt("f")),
    f: {
      ...call(equal("tool_result.status", "ok", "b"), equal("tool_result.error", "down", "c"), always("d")),
      metadata: { name: "Look up" },
      tools: [{ name: "find_order", description: "" }],
    },
    b: talk("{{order}}"),
    c: talk("C"),
    d: talk("D", prompt("f")),
  });
  const take = { take: "f" };

  test("without a mock they are passed through, as in the original", () => {
    const state = play(flow, [take]);
    assert.deepEqual(told(state).slice(2), ["f route -> d: always", "d speak"]);
    assert.deepEqual([...state.calls], []);
  });

  for (const key of ["f", "find_order"])
    test(`a mock under "${key}" becomes variables`, () => {
      const result = { status: "ok", items: 2 };
      const state = play(flow, [take], { mocks: { [key]: { result } } });
      assert.deepEqual(told(state).slice(2), [
        `f tool_mock: result of a mock ${extension}`,
        "f route -> b: tool_result.status == ok",
        "b speak",
      ]);
      assert.deepEqual(
        state.variables,
        new Map<string, unknown>([
          ["tool_result", result],
          ["tool_result.status", "ok"],
          ["tool_result.items", 2],
        ]),
      );
      assert.deepEqual(state.results, new Map([["Look up", result]]));
      assert.deepEqual([...state.calls], [{ node: "f", tool: "find_order", args: {}, answer: { result } }]);
      assert.deepEqual([...state.trace].find(({ kind }) => kind === "tool_mock")!.data, result);
    });

  test("an error is bound as such, in place of the result before", () => {
    const answers = [{ result: { status: "busy", extra: 1 } }, { error: "down" }];
    let state = voicetest.begin(flow, {});
    const turns = [take, take][Symbol.iterator]();
    while (state.wants.kind !== "nothing")
      state = voicetest.advance(
        flow,
        state,
        state.wants.kind === "tool" ? { kind: "tool", answer: answers.shift() } : answerTo(state, turns),
      );
    assert.deepEqual(pathOf(state), ["a", "f", "d", "f", "c"]);
    assert.deepEqual(state.variables, new Map([["tool_result.error", "down"]]));
    assert.deepEqual(state.results, new Map([["Look up", { status: "busy", extra: 1 }]]));
    assert.equal(
      told(state).find((line) => line.includes("error")),
      `f tool_mock: error of a mock ${extension}`,
    );
  });

  test("a result that is no object is bound whole", () => {
    const state = play(flow, [take], { mocks: { f: { result: ["x"] } } });
    assert.deepEqual(state.variables, new Map([["tool_result", ["x"]]]));
    assert.deepEqual(
      play(flow, [take], { mocks: { f: { result: null } } }).variables,
      new Map([["tool_result", null]]),
    );
  });

  test("of several tools nobody knows which is meant, so mocks go by the node", () => {
    const two = flowOf({ f: { ...call(always("b")), tools: [{ name: "x" }, { name: "y" }] }, b: talk("B") });
    const state = voicetest.begin(two, {});
    assert.deepEqual(state.wants, { kind: "tool", node: "f", tool: "f", args: {}, keys: ["f"] });
  });
});

suite("a voicetest walk: dead ends", () => {
  for (const [name, nodes, turns, message] of [
    [
      "from a silent node",
      { a: logic(always("bok")), book: talk("") },
      [],
      'A transition of "a" leads to "bok", which is not a node; did you mean "book"?',
    ],
    [
      "by a choice",
      { a: talk("A", prompt("ghost")) },
      [{ take: "ghost" }],
      'A transition of "a" leads to "ghost", which is not a node',
    ],
    [
      "after speaking",
      { a: talk("A", always("ghost")) },
      [],
      'A transition of "a" leads to "ghost", which is not a node',
    ],
    [
      "to what only an object has",
      { a: logic(always("constructor")) },
      [],
      'A transition of "a" leads to "constructor", which is not a node',
    ],
    [
      "to nowhere",
      { a: logic({ condition: { type: "always", value: "" } }) },
      [],
      'A transition of "a" names no target',
    ],
  ] as [string, Json, Turn[], string][])
    test(name, () => {
      const state = play(flowOf(nodes), turns);
      assert.equal(outcomeOf(state), "dead_end");
      assert.deepEqual(messages(state), [message]);
      assert.equal(state.node, "a");
      assert.equal(state.endedAt, null);
    });
});

suite("a voicetest walk: states", () => {
  const flow = flowOf({
    a: talk("A {{n}}", prompt("f"), prompt("b")),
    f: call(equal("tool_result", "yes", "b"), always("x")),
    x: extract(["n"], always("a")),
    b: talk("B", prompt("a")),
    help: global(talk("Help"), "help", "thanks"),
  });
  const turns: Turn[] = [{ take: "f", slots: { n: "1" } }, { take: "help" }, { take: "a" }, { take: "b" }];
  const mocks = { f: { result: "no" } };

  test("every state stays as it was and can be advanced again", () => {
    const states: State<VoicetestOwn>[] = [voicetest.begin(flow, {})];
    const answers = [];
    const given = turns[Symbol.iterator]();
    for (let state = states[0]!; state.wants.kind !== "nothing"; ) {
      const answer = answerTo(state, given, mocks);
      answers.push(answer);
      state = voicetest.advance(flow, state, answer);
      states.push(state);
    }
    const before = states.map((state) => JSON.stringify([state, [...state.variables], [...state.own.given]]));
    // Another way from each of them leaves all as they were, and the same way comes to the same state.
    for (const [i, answer] of answers.entries()) {
      if (states[i]!.wants.kind === "turn")
        voicetest.advance(flow, states[i]!, { kind: "turn", turn: { user: "help", slots: { n: "other", z: 1 } } });
      const again = voicetest.advance(flow, states[i]!, answer);
      assert.equal(JSON.stringify([again, [...again.variables], [...again.own.given]]), before[i + 1]);
    }
    assert.deepEqual(
      states.map((state) => JSON.stringify([state, [...state.variables], [...state.own.given]])),
      before,
    );
    assert.deepEqual(pathOf(states.at(-1)!), ["a", "f", "x", "a", "help", "a", "b"]);
  });

  test("an answer of another kind, and an option that was not offered, are the driver's mistakes", () => {
    const state = voicetest.begin(flow, {});
    assert.throws(() => voicetest.advance(flow, state, { kind: "tool", answer: undefined }), /wants turn/);
    const asked = voicetest.advance(flow, state, { kind: "turn", turn: { user: "hm" } });
    assert.throws(() => voicetest.advance(flow, asked, { kind: "choice", take: 9, by: "model" }), /no option 9/);
    const over = play(flow);
    assert.throws(() => voicetest.advance(flow, over, { kind: "turn", turn: undefined }), /wants nothing/);
  });

  test("the options of a node are the same objects every time, so that their words are cut once", () => {
    const ask = () => voicetest.advance(flow, voicetest.begin(flow, {}), { kind: "turn", turn: { user: "hm" } }).wants;
    const [one, two] = [ask(), ask()];
    assert.ok(one.kind === "choice" && two.kind === "choice");
    assert.equal(one.options, two.options);
  });
});

suite("a voicetest walk: hostile graphs", () => {
  const junk: unknown[] = [null, 7, "x", true, [], {}, [[]], [null], [7], { length: 3 }];
  const nodeFields = [
    "node_type",
    "state_prompt",
    "transitions",
    "tools",
    "metadata",
    "variables_to_extract",
    "global_node_setting",
  ];

  test("anything may stand anywhere", () => {
    for (const value of junk) {
      play(flowOf({ a: value }), ["hello"]);
      play(flowOf({ a: talk("A") }, { snippets: value, source_metadata: value, entry_node_id: value }), ["hello"]);
      for (const type of ["conversation", "logic", "extract", "function", "end", "strange"])
        for (const field of nodeFields)
          play(flowOf({ a: { node_type: type, state_prompt: "x", transitions: [always("a")], [field]: value } }), [
            "x",
            { take: "a" },
          ]);
      for (const field of ["target_node_id", "condition", "description"])
        play(flowOf({ a: logic({ ...always("a"), [field]: value }) }), ["hello"]);
      for (const field of ["type", "value", "equations", "logical_operator"])
        play(
          flowOf({
            a: talk("A", {
              target_node_id: "a",
              condition: { type: "equation", value: "a", equations: [value], [field]: value },
            }),
          }),
          [{ take: "a" }],
        );
    }
  });

  test("a node of an unknown type talks; one that is no object has nothing to say", () => {
    const state = play(flowOf({ a: { node_type: "chat", state_prompt: "A", transitions: [prompt("b")] }, b: null }), [
      { take: "b" },
      "hm",
    ]);
    assert.deepEqual(told(state), ["a speak", "a eval -> b: scripted choice", "b speak", "b speak"]);
  });

  test("nodes called like what every object has", () => {
    const nodes = JSON.parse(
      '{"__proto__": {"node_type": "logic", "transitions": [{"target_node_id": "constructor", "condition": {"type": "always"}}]}, "constructor": {"node_type": "end"}}',
    ) as Json;
    const state = play(flowOf(nodes, { entry_node_id: "__proto__" }));
    assert.deepEqual(pathOf(state), ["__proto__", "constructor"]);
    assert.equal(outcomeOf(state), "ended");
  });

  test("ten thousand turns on a large graph take no time worth naming", () => {
    const nodes: Json = {};
    for (let i = 0; i < 2000; i++) nodes[`n${i}`] = talk(`Node ${i}`, prompt(`n${(i + 1) % 2000}`, "next"));
    const state = play(flowOf(nodes), new Array(10_000).fill("next"));
    assert.equal(state.turns, 10_000);
    assert.equal(state.node, "n0");
  });
});
