// Which cases a change can affect: those that it does not affect come to the very same result, and a change where a case
// never comes has nothing run again.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { affected, type Given, type Ran, ran } from "../../../engine/flowtest/affected.ts";
import { testContext } from "../../../engine/flowtest/context.ts";
import { type CaseResult, runCase } from "../../../engine/flowtest/run.ts";
import type { Document } from "../../../engine/formats/format.ts";
import { read, reread } from "../../../engine/formats/index.ts";
import { Chance } from "../../server/chance.ts";
import { areas, booking, support } from "./flows.ts";

interface World {
  readonly flow: unknown;
  readonly skills?: unknown;
  readonly cases: readonly object[];
}

/** The three files of a world, as read from their texts. */
interface Files {
  readonly flow: Document;
  readonly skills: Document | undefined;
  readonly tests: Document;
}

function filesOf({ flow, skills, cases }: World, before?: Files): Files {
  const document = (value: unknown, name: string, then?: Document): Document => {
    const text = JSON.stringify(value);
    return then ? reread(then, text) : read(text, name);
  };
  const named = { flow: "./flow.json", ...(skills === undefined ? {} : { skills: "./a.flowyte-skills.json" }) };
  return {
    flow: document(flow, "flow.json", before?.flow),
    skills: skills === undefined ? undefined : document(skills, "a.flowyte-skills.json", before?.skills),
    tests: document({ ...named, cases }, "a.flowtest.json", before?.tests),
  };
}

function given({ flow, skills, tests }: Files): Given[] {
  const named = new Map([["./flow.json", { document: flow }]]);
  if (skills) named.set("./a.flowyte-skills.json", { document: skills });
  const context = testContext(tests, named);
  return (tests.tests?.cases ?? []).map((testCase) => ({
    testCase,
    flow: context.flow,
    skills: context.skills,
    why: context.why,
  }));
}

function run({ testCase, flow, ...rest }: Given): CaseResult {
  return runCase(testCase, flow, { ...rest, now: () => 0, file: "a.flowtest.json" });
}

/** All that a result says but where it is written. */
function said({ flow: _, state, place: __, failures, name: ___, id: ____, ...rest }: CaseResult): unknown {
  return {
    ...rest,
    failures: failures.map(({ place: _, ...failure }) => failure),
    state: state && {
      node: state.node,
      wants: state.wants,
      trace: [...state.trace],
      says: [...state.says],
      calls: [...state.calls],
      variables: [...state.variables],
      results: [...state.results],
      problems: [...state.problems],
      taken: [...state.taken].map(({ from, transition, to }) => [from.id, transition?.target?.id, to?.id]),
    },
  };
}

/** The names of the cases that a change has run again. */
function rerun(before: World, now: World): string[] {
  const files = filesOf(before);
  const then = given(files).map((each) => ran(each, run(each)));
  const next = given(filesOf(now, files));
  return next.flatMap((each, i) => (affected(then[i]!, each) ? each.testCase.name : []));
}

const jumps = {
  ...booking,
  nodes: [
    ...booking.nodes,
    { id: "human", type: "transfer", phone: "+1", is_global: true, global_jump_description: "Caller wants a person" },
    { id: "hours", type: "end", name: "Hours", is_global: true, global_jump_description: "Caller asks about hours" },
  ],
};

/** With snippets, global nodes and ways back, a tool, and an entry that several ways lead back to. */
const desk = {
  ...support,
  snippets: { house: "We are Acme", hours: "9 to 5", unused: "Nobody says this" },
  nodes: {
    ...support.nodes,
    greet: {
      ...support.nodes.greet,
      state_prompt: "{%house%}. Greet {{caller}}",
      transitions: [
        ...support.nodes.greet.transitions,
        { target_node_id: "look", condition: { type: "llm_prompt", value: "Caller wants to look something up" } },
      ],
    },
    look: {
      id: "look",
      state_prompt: "",
      node_type: "function",
      tools: [{ name: "lookup" }],
      transitions: [
        {
          target_node_id: "vip",
          condition: {
            type: "equation",
            value: "",
            equations: [{ left: "tool_result.ok", operator: "==", right: "True" }],
          },
        },
        { target_node_id: "Lost", condition: { type: "always", value: "Else" } },
      ],
    },
    faq: {
      id: "faq",
      state_prompt: "{%hours%}",
      node_type: "conversation",
      global_node_setting: {
        condition: "Caller asks about opening hours",
        go_back_conditions: [{ id: "b", condition: { type: "llm_prompt", value: "Caller goes on" } }],
      },
      transitions: [{ target_node_id: "bye", condition: { type: "llm_prompt", value: "Caller is done" } }],
    },
  },
};

const catalogue = {
  skills: [
    {
      tool: "find_area",
      params: { zip: { type: "string", required: true } },
      returns: { covered: true, data: { name: "Back Bay" } },
    },
    { tool: "other", params: {} },
  ],
};

const turns = ["I want to book Wednesday", "are there opening hours", "yes", "I am not interested", "a person please"];

const worlds: Record<string, World> = {
  yappr: {
    flow: jumps,
    cases: [
      { name: "books", turns: [turns[0]], mocks: { "check-availability-step": { result: { status: "free" } } } },
      {
        name: "busy",
        turns: [turns[0], turns[3]],
        mocks: { "check-availability-step": { result: { status: "busy" } } },
      },
      { name: "declines", turns: [turns[3]], expect: { ended_at: "end-1", path: ["start-1", "end-1"] } },
      { name: "fails", turns: [turns[0]], mocks: { "check-availability-step": [{ error: "x" }] } },
      { name: "person", turns: [turns[4]], options: { globals: "fallback" } },
      { name: "hours", turns: [turns[1]], options: { globals: "fallback" }, expect: { ended_at: "hours" } },
      { name: "in the middle", start_at: "check-availability-step", options: { unmocked: "success" } },
      { name: "nowhere", start_at: "end-2" },
      { name: "goes on", setup: "asks", turns: [turns[4]], options: { globals: "fallback" } },
      { name: "asks", start_at: "ask-date-1", turns: ["hm"] },
      { name: "not offered", turns: [{ user: "x", take: "tx-other" }] },
    ],
  },
  flowyte: {
    flow: areas,
    skills: catalogue,
    cases: [
      { name: "served", turns: ["02139"], mocks: { find_area: { result: { covered: true, data: { name: "BB" } } } } },
      { name: "refused", turns: ["02139"], mocks: { k: { result: { covered: false } } }, expect: { says: ["Sorry"] } },
      { name: "sample", turns: [{ dtmf: "02139" }], options: { useSampleReturns: true } },
      { name: "asks", turns: ["02139", "yes"], confirm: ["find_area"], mocks: { k: { result: 1 } } },
      { name: "silent", turns: [{ silence: true }] },
      { name: "known", variables: { zip: "1" }, mocks: { k: [{ error: "down" }] } },
      { name: "begins late", start_at: "b", variables: { ok: true } },
      { name: "nowhere", start_at: "q" },
      { name: "is asked", turns: [] },
      { name: "answers", setup: ["is asked"], turns: ["02139"], mocks: { k: { result: { covered: true } } } },
    ],
  },
  voicetest: {
    flow: desk,
    cases: [
      { name: "gold", turns: [{ user: "my plan", slots: { plan: "gold", extra: 1 } }] },
      { name: "silver", turns: [{ user: "my plan", slots: { plan: "silver" } }], variables: { caller: "Ana" } },
      { name: "hangs up", turns: ["hangs up"], expect: { ended_at: "bye" } },
      { name: "hours", turns: ["opening hours", "goes on", "hangs up"] },
      { name: "done", turns: ["opening hours", "is done"], expect: { visits: ["vip"] } },
      { name: "looks", turns: ["look something up"], mocks: { lookup: { result: { ok: true } } } },
      { name: "is lost", turns: ["look something up"] },
      { name: "begins late", start_at: "faq", turns: ["is done"] },
      { name: "nowhere", start_at: "fag" },
      { name: "heard hours", turns: ["opening hours"] },
      { name: "then gold", setup: "heard hours", turns: ["goes on", { user: "my plan", slots: { plan: "gold" } }] },
    ],
  },
  ...example("booking", "booking"),
  ...example("helpdesk", "helpdesk"),
  ...example("service-request", "service-request", "service-request.flowyte-skills.json"),
};

function example(folder: string, name: string, skills?: string): Record<string, World> {
  const load = (file: string): unknown =>
    JSON.parse(readFileSync(path.join(import.meta.dirname, "../../../examples", folder, file), "utf8"));
  const { cases } = load(`${name}.flowtest.json`) as { cases: object[] };
  const world = { flow: load(`${name}.json`), cases };
  return { [`examples/${folder}`]: skills === undefined ? world : { ...world, skills: load(skills) } };
}

/** A copy of a value with something in it changed, taken away, doubled or put elsewhere. */
function changed(value: unknown, chance: Chance): unknown {
  const copy = structuredClone(value);
  const holders: (Record<string, unknown> | unknown[])[] = [];
  const words: unknown[] = [true, false, null, "", 0, [], {}, "end-2", "lost", "fag", "q"];
  const visit = (at: unknown): void => {
    if (typeof at !== "object" || at === null) words.push(at);
    else {
      holders.push(at as unknown[]);
      words.push(at, ...Object.keys(at));
      Object.values(at).forEach(visit);
    }
  };
  visit(copy);
  for (let left = 1 + chance.below(2); left > 0; left--) {
    const full = holders.filter((each) => Object.keys(each).length > 0);
    if (full.length === 0) break;
    const holder = chance.pick(full);
    const key = chance.pick(Object.keys(holder));
    const word = structuredClone(chance.pick(words));
    const how = chance.below(4);
    if (Array.isArray(holder)) {
      if (how === 0) holder.splice(Number(key), 1);
      else if (how === 1) holder.splice(Number(key), 0, structuredClone(chance.pick(holder)));
      else holder[Number(key)] = word;
    } else if (how === 0) delete holder[key];
    else if (how === 1 && typeof word === "string") holder[word] = structuredClone(holder[key]);
    else holder[key] = word;
  }
  return copy;
}

describe("what is not affected comes to the same result", () => {
  for (const [name, world] of Object.entries(worlds)) {
    it(name, () => {
      let spared = 0;
      fc.assert(
        fc.property(fc.nat(), (seed) => {
          const chance = new Chance(seed);
          const part = chance.pick(["flow", "flow", "flow", world.skills ? "skills" : "flow", "cases"] as const);
          const next = { ...world, [part]: changed(world[part], chance) };
          if (!Array.isArray(next.cases)) return;
          const files = filesOf(world);
          const then = given(files).map((each): [Ran, CaseResult] => {
            const result = run(each);
            return [ran(each, result), result];
          });
          const now = given(filesOf(next, chance.once(2) ? files : undefined));
          for (const [i, each] of now.entries()) {
            const [before, result] = then[i] ?? [];
            if (!before || affected(before, each)) continue;
            spared++;
            assert.deepEqual(said(run(each)), said(result!), each.testCase.name);
          }
        }),
        { numRuns: 400 },
      );
      assert.ok(spared > 200, `${spared} cases were spared`);
    });
  }
});

// biome-ignore lint/suspicious/noExplicitAny: a flow as its file has it, of any dialect
type Written = any;

/** A copy of a world in which something was done to its flow. */
function edited(world: World, edit: (flow: Written) => void): World {
  const flow = structuredClone(world.flow);
  edit(flow);
  return { ...world, flow };
}

/** A case that expects something of its end, or of its whole trace. */
function expecting(what: "snapshot" | "outcome"): Given[] {
  const expect = what === "snapshot" ? { trace: "snapshot" } : { outcome: "ended" };
  return given(filesOf({ flow: booking, cases: [{ name: "declines", turns: ["I am not interested"], expect }] }));
}

describe("what runs again", () => {
  const { yappr, flowyte, voicetest } = worlds as Record<string, World>;
  const all = (world: World) => world.cases.map((each) => (each as { name: string }).name);
  const node = (flow: Written, id: string) => flow.nodes.find((each: Written) => each.id === id);

  it("nothing, when nothing changes but how it is written", () => {
    for (const world of Object.values(worlds)) assert.deepEqual(rerun(world, structuredClone(world)), []);
  });

  it("Yappr: the cases that come to the node", () => {
    const now = edited(yappr!, (flow) => {
      node(flow, "end-err").farewell = "Sorry";
    });
    assert.deepEqual(rerun(yappr!, now), ["fails"]);
  });

  it("Yappr: a note beside the nodes concerns nobody, nor a node that nothing comes to", () => {
    const now = edited(yappr!, (flow) => {
      flow._note = "x";
      flow.nodes.push({ id: "new", type: "end" });
    });
    // "nowhere" begins at a node that is not there, and is told which was meant.
    assert.deepEqual(rerun(yappr!, now), ["nowhere"]);
  });

  it("Yappr: what a global node says of itself concerns the cases to which it is offered", () => {
    const now = edited(yappr!, (flow) => {
      node(flow, "human").global_jump_description = "Caller is angry";
    });
    assert.deepEqual(rerun(yappr!, now), ["person", "hours", "goes on"]);
  });

  it("Yappr: a second start concerns them all", () => {
    const now = edited(yappr!, (flow) => {
      flow.nodes.push({ id: "s2", type: "start" });
    });
    assert.deepEqual(rerun(yappr!, now), all(yappr!));
  });

  it("Flowyte: a connection concerns the cases at its source", () => {
    const now = edited(flowyte!, (flow) => {
      flow.connections.find((each: Written) => each.id === "5").target = "e";
    });
    assert.deepEqual(rerun(flowyte!, now), ["served", "refused", "sample", "asks", "begins late", "answers"]);
  });

  it("Flowyte: a skill concerns the cases that come to it", () => {
    const skills = structuredClone(flowyte!.skills as typeof catalogue);
    skills.skills[0]!.returns!.covered = false;
    const come = ["served", "refused", "sample", "asks", "known", "answers"];
    assert.deepEqual(rerun(flowyte!, { ...flowyte!, skills }), come);
    const others = structuredClone(flowyte!.skills as typeof catalogue);
    others.skills.pop();
    assert.deepEqual(rerun(flowyte!, { ...flowyte!, skills: others }), []);
  });

  it("voicetest: a snippet concerns the cases that are told it", () => {
    const unused = edited(voicetest!, (flow) => {
      flow.snippets.unused = "Still nobody";
    });
    assert.deepEqual(rerun(voicetest!, unused), []);
    const hours = edited(voicetest!, (flow) => {
      flow.snippets.hours = "10 to 4";
    });
    assert.deepEqual(rerun(voicetest!, hours), ["hours", "done", "begins late", "heard hours", "then gold"]);
  });

  it("voicetest: whether a value is extracted concerns the cases that give it", () => {
    const now = edited(voicetest!, (flow) => {
      flow.nodes.spare = { node_type: "extract", variables_to_extract: [{ name: "extra" }], transitions: [] };
    });
    // "is lost" and "nowhere" look for nodes that are not there.
    assert.deepEqual(rerun(voicetest!, now), ["gold", "is lost", "nowhere"]);
  });

  it("a case that says something else, and no other; not one that only moves, or has another name and other tags", () => {
    const [first, second, ...rest] = yappr!.cases as [object, object];
    assert.deepEqual(rerun(yappr!, { ...yappr!, cases: [{ ...first, turns: ["no"] }, second, ...rest] }), ["books"]);
    assert.deepEqual(rerun(yappr!, { ...yappr!, cases: [{ ...first, name: "b", tags: ["x"] }, second, ...rest] }), []);
    assert.deepEqual(
      rerun(yappr!, { ...yappr!, cases: [{ ...first, expect: { outcome: "loop" } }, second, ...rest] }),
      ["books"],
    );
  });

  it("a setup concerns the cases that begin after it", () => {
    const cases = yappr!.cases.map((each) =>
      "name" in each && each.name === "asks" ? { ...each, turns: ["so"] } : each,
    );
    assert.deepEqual(rerun(yappr!, { ...yappr!, cases }), ["goes on", "asks"]);
  });

  it("the trace that is kept of a case concerns that case", () => {
    const [given] = expecting("snapshot");
    const before = ran(given!, run(given!));
    const snapshot = { trace: [], outcome: "ended", ended_at: "end-1" };
    assert.equal(affected(before, given!), false);
    assert.equal(affected(before, { ...given!, snapshot }), true);
    const [other] = expecting("outcome");
    assert.equal(affected(ran(other!, run(other!)), { ...other!, snapshot }), false);
  });

  it("all, when the flow cannot be read any more", () => {
    const files = filesOf(yappr!);
    const then = given(files).map((each) => ran(each, run(each)));
    const gone = given({ ...files, flow: read("{}", "flow.json") });
    assert.deepEqual(
      gone.filter((each, i) => affected(then[i]!, each)).map(({ testCase }) => testCase.name),
      all(yappr!),
    );
  });
});
