import type { Case, Row } from "../../flowtest/model.ts";
import type { Path } from "../../text/json.ts";
import { type Json, list, object, own, ownAt, text } from "../../text/value.ts";
import { skillMentions } from "../flowyte/index.ts";
import type { Document, Mention, Sought } from "../format.ts";
import { turnsKey } from "./case.ts";
import { casesOf, type Written } from "./cases.ts";
import { columnOf, rowsOf } from "./filled.ts";

/** The names in a file of cases, and in a catalogue that is written into it. */
export function mentionsOf(document: Document, { on, called = () => true }: Sought = {}): Mention[] {
  const found: Mention[] = [];
  const cases = casesOf(document.tests);
  const isSought = (path: Path): boolean => !on || path.every((step, j) => step === on[j]);
  cases?.written.forEach(({ path }, i) => {
    if (isSought(path)) new Mentions(cases.written[i]!, () => cases.at(i)[0], called, found).all();
  });
  const defaults = {
    value: ownAt(document.value, [...document.path, "defaults"]),
    path: [...document.path, "defaults"],
  };
  // What all cases have stands in none of them: the first one speaks for it.
  if (cases && object(defaults.value) && isSought(defaults.path))
    new Mentions(defaults, () => cases.all().find(({ flow }) => !flow), called, found).all();
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
  private readonly path: Path;
  private readonly one: () => Case | undefined;
  private readonly rows: readonly Row[];
  /** The cells of which a mention was found. */
  private readonly told = new Set<string>();
  private readonly called: Called;
  private readonly found: Mention[];
  private readonly value: unknown;

  constructor(
    { value, path }: Pick<Written, "value" | "path">,
    one: () => Case | undefined,
    called: Called,
    found: Mention[],
  ) {
    this.value = value;
    this.path = path;
    this.one = one;
    this.rows = rowsOf(value, []) ?? [];
    this.called = called;
    this.found = found;
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
        !(typeof take === "string" && (this.called(take, "take") || this.isColumn(take))) &&
        !names.some((name) => this.called(name, "variable"))
      )
        continue;
      const places = this.one()?.turnPlaces ?? [];
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
    if (typeof name !== "string") return;
    if (this.isColumn(name)) this.cells(as, how, name, more);
    else if (this.called(name, as)) this.add({ as, name, how, place: { path }, ...more });
  }

  private isColumn(text: string): boolean {
    return this.rows.length > 0 && this.rows.some(({ values }) => columnOf(text, values) !== undefined);
  }

  /** A placeholder alone stands for a name in each row. */
  private cells(as: Mention["as"], how: Mention["how"], text: string, more?: Pick<Mention, "of" | "turn">): void {
    for (const { path, values } of this.rows) {
      const column = columnOf(text, values);
      const name = column === undefined ? undefined : own(values, column);
      if (typeof name !== "string" || !this.called(name, as)) continue;
      const cell = `${path.at(-1)} ${column}`;
      // What is written once is one place, however often it is used.
      if (!this.told.has(cell)) this.add({ as, name, how, place: { path: [...path, column!] }, ...more });
      this.told.add(cell);
    }
  }

  private items(as: Mention["as"], how: Mention["how"], value: unknown, path: Path, more?: Pick<Mention, "of">): void {
    const names = list(value);
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      if (typeof name === "string" && (this.called(name, as) || this.isColumn(name)))
        this.note(as, how, name, [...path, i], more);
    }
  }

  private keys(as: Mention["as"], how: Mention["how"], value: unknown, path: Path, more?: Pick<Mention, "of">): void {
    const members = object(value);
    if (!members) return;
    for (const name of Object.keys(members))
      if (this.isColumn(name)) this.cells(as, how, name, more);
      else if (this.called(name, as))
        this.add({ as, name, how, place: { path: [...path, name], part: "key" }, ...more });
  }

  /** Notes a mention whose place is still counted from the case. */
  private add(mention: Mention & { readonly place: { readonly path: Path } }): void {
    const { place } = mention;
    const path = [...this.path, ...place.path];
    this.found.push({ ...mention, place: { ...place, path }, case: this.one() });
  }
}

type Called = NonNullable<Sought["called"]>;

/** How the trace says that a custom branch was taken. */
const CUSTOM = "custom:";
