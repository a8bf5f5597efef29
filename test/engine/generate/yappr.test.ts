import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { conversation, end, flowOf as flowConfig, start, booking as steps, tool } from "../simulate/yapprWalk.ts";
import { assertFull, flowOf, taken, takenOrNot } from "./generated.ts";

const booking = flowOf(steps as object);
const make = (...nodes: unknown[]) => flowOf(flowConfig(...nodes) as object);

describe("cases for a Yappr flow", () => {
  it("the shortest walk to a choice, in words that the router takes for it", () => {
    assert.deepEqual(taken(booking, "ask-date-1", "tx-decline"), {
      name: "takes tx-decline",
      turns: ["Declined"],
      expect: { outcome: "ended", ended_at: "end-1", path: ["start-1", "ask-date-1", "end-1"] },
    });
  });

  it("a tool that fails, and one whose answer takes a custom branch", () => {
    const failing = taken(booking, "check-availability-step", "error");
    assert.equal(failing.name, "goes to end-err when check-availability-step fails");
    assert.deepEqual(failing.mocks, { "check-availability-step": { error: "not available" } });
    const busy = taken(booking, "check-availability-step", "busy");
    assert.deepEqual((busy.mocks as Record<string, unknown>)["check-availability-step"], {
      result: { status: "busy" },
    });
  });

  it("everything with few cases, and nothing where cases do it already", () => {
    const { cases } = assertFull(booking);
    assert.ok(cases.length <= 4, `${cases.length} cases`);
  });

  it("a result for each path: in lists, at the root, of every type", () => {
    const custom = [
      ["a", "$.slots[1].state", "full"],
      ["b", "$", "gone"],
      ["c", "$.n", "42"],
      ["d", "$.ok", "false"],
      ["e", "$.nothing", "null"],
    ].map(([id, jsonpath, equals]) => ({ id, label: id, jsonpath, equals, next_step_id: `end-${id}` }));
    const ends = custom.map(({ id }) => end(`end-${id}`));
    const flow = make(start("t"), tool("t", { success_next_step_id: "end", custom }), end(), ...ends);
    const results = custom.map(
      ({ id }) => (taken(flow, "t", id!).mocks as Record<string, { result: unknown }>).t!.result,
    );
    assert.deepEqual(results, [
      { slots: [{}, { state: "full" }] },
      "gone",
      { n: 42 },
      { ok: false },
      { nothing: null },
    ]);
    assertFull(flow);
  });

  it("a branch behind an equal one is never taken, and says why", () => {
    const branch = (id: string) => ({ id, label: id, jsonpath: "$.a", equals: "x", next_step_id: "end" });
    const flow = make(
      start("t"),
      tool("t", { success_next_step_id: "end", custom: [branch("p"), branch("q")] }),
      end(),
    );
    assert.deepEqual(takenOrNot(flow, "t", "q"), {
      unreachable: 'wherever its condition holds, "$.a == x" is tried before it and holds too',
    });
    const { missing } = assertFull(flow);
    assert.ok(missing.some(({ name, certain }) => name === "t: q → end" && certain));
  });

  it("says what a label tells of the caller, without telling that it is the caller's", () => {
    const said = (label: string) => {
      const flow = make(start("ask"), conversation("ask", ["tx", label, "end"]), end("end"));
      return taken(flow, "ask", "tx").turns;
    };
    assert.deepEqual(said("Caller wants to book a table"), ["Book a table"]);
    assert.deepEqual(said("If the user agrees to it"), ["Agrees to it"]);
    assert.deepEqual(said("When a guest asks for the bill"), ["The bill"]);
    assert.deepEqual(said("Once verified"), ["Once verified"]);
  });

  it("takes by name what no words choose: a tie with an earlier one, and a label of no words", () => {
    const flow = make(
      start("c"),
      conversation("c", ["one", "Caller agrees", "a"], ["two", "Caller agrees", "b"], ["three", "!!", "d"]),
      end("a"),
      end("b"),
      end("d"),
    );
    assert.deepEqual(taken(flow, "c", "one").turns, ["Agrees"]);
    assert.deepEqual(taken(flow, "c", "two").turns, [{ user: "Caller agrees", take: "two" }]);
    assert.deepEqual(taken(flow, "c", "three").turns, [{ user: "!!", take: "three" }]);
    assertFull(flow);
  });

  it("an option that has all words of another is chosen by more of them", () => {
    const flow = make(
      start("c"),
      conversation("c", ["book", "book table", "a"], ["more", "book table tonight quickly", "b"]),
      end("a"),
      end("b"),
    );
    assert.equal(
      (taken(flow, "c", "more").turns as unknown[]).every((turn) => typeof turn === "string"),
      true,
    );
    assertFull(flow);
  });

  it("behind a global node cases ask for jumps to it, and only there", () => {
    const flow = make(
      start("c"),
      conversation("c", ["bye", "Caller says goodbye", "end"]),
      {
        ...(conversation("g", ["thanks", "Caller is satisfied", "end"]) as object),
        is_global: true,
        global_jump_description: "Caller asks for opening hours",
      },
      end(),
    );
    const written = taken(flow, "g", "thanks");
    assert.deepEqual(written.options, { globals: "fallback" });
    assert.deepEqual(written.turns, ["Opening hours", "Satisfied"]);
    assert.equal(taken(flow, "c", "bye").options, undefined);
    assertFull(flow);
  });

  it("two ways to one node are told apart", () => {
    const flow = make(
      start("c"),
      conversation("c", ["yes", "Caller agrees", "end"], ["no", "Caller declines", "end"]),
      end(),
    );
    assert.deepEqual(taken(flow, "c", "no").expect, {
      outcome: "ended",
      ended_at: "end",
      path: ["start", "c", "end"],
      decisions: { c: "no" },
    });
  });

  it("a walk without any end is written down as far as it goes", () => {
    const flow = make(start("a"), conversation("a", ["x", "on", "b"]), conversation("b", ["y", "back", "a"]));
    const { cases } = assertFull(flow);
    assert.deepEqual(
      cases.map(({ expect }) => (expect as { outcome: string }).outcome),
      ["transcript_exhausted"],
    );
  });

  it("a flow that cannot be walked says so of everything", () => {
    const flow = make(start("end"), start("end"), end());
    const { missing, cases } = assertFull(flow);
    assert.deepEqual(cases, []);
    assert.ok(missing.length > 0 && missing.every(({ certain }) => certain));
  });

  it("paths as deep as nobody writes them, and lists as long, do no harm", () => {
    const custom = [
      { id: "deep", label: "deep", jsonpath: `$${".a".repeat(50_000)}`, equals: "x", next_step_id: "end" },
      { id: "long", label: "long", jsonpath: "$.a[99999999]", equals: "x", next_step_id: "end" },
    ];
    const flow = make(start("t"), tool("t", { success_next_step_id: "end", custom }), end());
    assert.ok("gaveUp" in takenOrNot(flow, "t", "deep"));
    assert.ok("gaveUp" in takenOrNot(flow, "t", "long"));
    taken(flow, "t", "success");
  });

  it("names as hostile as they come", () => {
    const flow = make(
      start("__proto__"),
      conversation("__proto__", ["constructor", "toString", "hasOwnProperty"]),
      tool("hasOwnProperty", {
        success_next_step_id: "valueOf",
        custom: [
          { id: "p", label: "p", jsonpath: "$.__proto__.constructor", equals: "__proto__", next_step_id: "valueOf" },
        ],
      }),
      end("valueOf"),
    );
    assertFull(flow);
  });
});
