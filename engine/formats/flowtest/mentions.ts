import type { Path } from "../../text/json.ts";
import { type Json, list, object, own, ownAt, text } from "../../text/value.ts";
import { skillMentions } from "../flowyte/index.ts";
import type { Document, Mention, Sought } from "../format.ts";
import { turnsKey } from "./case.ts";
import { type Cases, casesOf } from "./cases.ts";

/** The names in a file of cases, and in a catalogue that is written into it. */
export function mentionsOf(document: Document, { on, called = () => true }: Sought = {}): Mention[] {
  const found: Mention[] = [];
  const cases = casesOf(document.tests);
  cases?.written.forEach(({ path }, i) => {
    if (!on || path.every((step, j) => step === on[j])) new Mentions(cases, i, called, found).all();
  });
  const skills = ownAt(document.value, [...document.path, "skills"]);
  if (Array.isArray(skills)) found.push(...skillMentions(ownAt(document.value, document.path), document.path));
  else if (object(skills)) found.push(...skillMentions(skills, [...document.path, "skills"]));
  return found;
}

/**
 * The names in one case, in every member that may hold some, whether or not another member of the same meaning wins.
 * Of a hundred thousand strings a rename seeks a few: only for those a place is put together, and their case read.
 */
class Mentions {
  private readonly cases: Cases;
  private readonly index: number;
  private readonly called: Called;
  private readonly found: Mention[];
  private readonly value: unknown;

  constructor(cases: Cases, index: number, called: Called, found: Mention[]) {
    this.cases = cases;
    this.index = index;
    this.called = called;
    this.found = found;
    this.value = cases.written[index]!.value;
  }

  all(): void {
    const { value } = this;
    const expect = own(value, "expect");
    this.note("node", "begins", own(value, "start_at"), ["start_at"]);
    this.keys("variable", "gives", own(value, "variables"), ["variables"]);
    this.turns();
    for (const member of ["mocks", "mock_tool_results"]) this.keys("mock", "mocks", own(value, member), [member]);
    this.items("tool", "reads", own(value, "confirm"), ["confirm"]);
    for (const member of ["ended_at", "ended_at_step_id"])
      this.note("node", "expects", own(expect, member), ["expect", member]);
    for (const member of ["path", "visits", "not_visits"])
      this.items("node", "expects", own(expect, member), ["expect", member]);
    this.decisions(own(expect, "decisions"), ["expect", "decisions"]);
    this.keys("variable", "expects", own(expect, "variables"), ["expect", "variables"]);
    for (const member of ["results", "named_results"])
      this.keys("result", "expects", own(expect, member), ["expect", member]);
    for (const [i, call] of list(own(expect, "calls")).entries()) this.call(call, ["expect", "calls", i]);
    for (const [i, entry] of list(own(expect, "trace")).entries()) this.entry(entry, ["expect", "trace", i]);
  }

  private turns(): void {
    const key = turnsKey(this.value);
    const entries = list(own(this.value, key));
    let turn = 0;
    for (let i = 0; i < entries.length; i++) {
      const slots = own(entries[i], "slots");
      const take = own(entries[i], "take");
      const names = object(slots) ? Object.keys(slots as Json) : [];
      if (
        !(typeof take === "string" && this.called(take, "take")) &&
        !names.some((name) => this.called(name, "variable"))
      )
        continue;
      const places = this.cases.at(this.index)[0]?.turnPlaces ?? [];
      const entryOf = (place = places[turn]): unknown => place && "path" in place && place.path.at(-1);
      while (turn < places.length && Number(entryOf()) < i) turn++;
      if (entryOf() !== i) continue; // what the agent says is no turn
      this.keys("variable", "gives", slots, [key, i, "slots"]);
      this.note("take", "reads", take, [key, i, "take"], { turn });
    }
  }

  private decisions(value: unknown, path: Path): void {
    this.keys("node", "expects", value, path);
    for (const [of, decided] of Object.entries(object(value) ?? {})) {
      if (typeof decided === "string") this.note("decision", "expects", decided, [...path, of], { of });
      else this.items("decision", "expects", decided, [...path, of], { of });
    }
  }

  private call(value: unknown, path: Path): void {
    const tool = own(value, "tool");
    this.note("call", "calls", tool, [...path, "tool"]);
    this.keys("parameter", "expects", own(value, "args"), [...path, "args"], { of: text(tool) });
  }

  /** Of an entry of the trace, what walks put names into: see `simulate/`. */
  private entry(value: unknown, path: Path): void {
    const of = text(own(value, "step_id"));
    const data = own(value, "data");
    this.note("node", "expects", of, [...path, "step_id"]);
    this.note("decision", "expects", own(value, "decision"), [...path, "decision"], { of });
    switch (own(value, "kind")) {
      case "tool_mock":
        this.branch(own(value, "reason"), [...path, "reason"], of);
        break;
      case "capture":
        this.note("variable", "expects", own(data, "slot"), [...path, "data", "slot"]);
        break;
      case "extract":
      case "branch":
        this.keys("variable", "expects", data, [...path, "data"]);
        break;
      case "skill_mock":
        this.keys("parameter", "expects", own(data, "args"), [...path, "data", "args"], { of });
        this.keys("variable", "expects", own(data, "bound"), [...path, "data", "bound"]);
    }
  }

  private branch(reason: unknown, path: Path, of: string | undefined): void {
    if (typeof reason !== "string" || !reason.startsWith(CUSTOM)) return;
    const name = reason.slice(CUSTOM.length);
    if (!this.called(name, "branch")) return;
    const part = { start: CUSTOM.length, end: reason.length };
    this.add({ as: "branch", name, how: "expects", place: { path, part }, of });
  }

  private note(
    as: Mention["as"],
    how: Mention["how"],
    name: unknown,
    path: Path,
    more?: Pick<Mention, "of" | "turn">,
  ): void {
    if (typeof name === "string" && this.called(name, as)) this.add({ as, name, how, place: { path }, ...more });
  }

  private items(as: Mention["as"], how: Mention["how"], value: unknown, path: Path, more?: Pick<Mention, "of">): void {
    const names = list(value);
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      if (typeof name === "string" && this.called(name, as))
        this.add({ as, name, how, place: { path: [...path, i] }, ...more });
    }
  }

  private keys(as: Mention["as"], how: Mention["how"], value: unknown, path: Path, more?: Pick<Mention, "of">): void {
    const members = object(value);
    if (!members) return;
    for (const name of Object.keys(members))
      if (this.called(name, as)) this.add({ as, name, how, place: { path: [...path, name], part: "key" }, ...more });
  }

  /** Notes a mention whose place is still counted from the case. */
  private add(mention: Mention & { readonly place: { readonly path: Path } }): void {
    const { place } = mention;
    const path = [...this.cases.written[this.index]!.path, ...place.path];
    this.found.push({ ...mention, place: { ...place, path }, case: this.cases.at(this.index)[0] });
  }
}

type Called = NonNullable<Sought["called"]>;

/** How the trace says that a custom branch was taken. */
const CUSTOM = "custom:";
