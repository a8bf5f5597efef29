import type { Case } from "../../flowtest/model.ts";
import type { Path } from "../../text/json.ts";
import { type Json, list, object, own, ownAt, text } from "../../text/value.ts";
import { skillMentions } from "../flowyte/index.ts";
import type { Document, Mention } from "../format.ts";

/** The names in a file of cases, and in a catalogue that is written into it; with `on`, in the case on that path alone. */
export function mentionsOf(document: Document, on?: Path): Mention[] {
  const found: Mention[] = [];
  for (const one of document.tests?.cases ?? [])
    if (!on || one.path.every((step, i) => step === on[i])) found.push(...new Mentions(document, one).all());
  const skills = ownAt(document.value, [...document.path, "skills"]);
  if (Array.isArray(skills)) found.push(...skillMentions(ownAt(document.value, document.path), document.path));
  else if (object(skills)) found.push(...skillMentions(skills, [...document.path, "skills"]));
  return found;
}

/** The names in one case, in every member that may hold some, whether or not another member of the same meaning wins. */
class Mentions {
  private readonly case: Case;
  private readonly value: unknown;
  private readonly found: Mention[] = [];

  constructor(document: Document, one: Case) {
    this.case = one;
    this.value = ownAt(document.value, one.path);
  }

  all(): Mention[] {
    this.note("node", "begins", ["start_at"]);
    this.keys("variable", "gives", ["variables"]);
    this.turns();
    for (const member of ["mocks", "mock_tool_results"]) this.keys("mock", "mocks", [member]);
    this.items("tool", "reads", ["confirm"]);
    for (const member of ["ended_at", "ended_at_step_id"]) this.note("node", "expects", ["expect", member]);
    for (const member of ["path", "visits", "not_visits"]) this.items("node", "expects", ["expect", member]);
    this.decisions();
    this.keys("variable", "expects", ["expect", "variables"]);
    for (const member of ["results", "named_results"]) this.keys("result", "expects", ["expect", member]);
    this.calls();
    this.trace();
    return this.found;
  }

  private turns(): void {
    for (const [turn, place] of this.case.turnPlaces?.entries() ?? []) {
      if (!("path" in place)) continue;
      const path = place.path.slice(this.case.path.length);
      this.keys("variable", "gives", [...path, "slots"]);
      this.note("take", "reads", [...path, "take"], { turn });
    }
  }

  private decisions(): void {
    const path = ["expect", "decisions"];
    this.keys("node", "expects", path);
    for (const [of, decided] of Object.entries(this.object(path))) {
      if (typeof decided === "string") this.note("decision", "expects", [...path, of], { of });
      else this.items("decision", "expects", [...path, of], { of });
    }
  }

  private calls(): void {
    const path = ["expect", "calls"];
    for (const [i, call] of list(ownAt(this.value, path)).entries()) {
      this.note("call", "calls", [...path, i, "tool"]);
      this.keys("parameter", "expects", [...path, i, "args"], { of: text(own(call, "tool")) });
    }
  }

  /** Of an entry's data, what walks put names into: see `simulate/`. */
  private trace(): void {
    const path = ["expect", "trace"];
    for (const [i, entry] of list(ownAt(this.value, path)).entries()) {
      const of = text(own(entry, "step_id"));
      const data = [...path, i, "data"];
      this.note("node", "expects", [...path, i, "step_id"]);
      this.note("decision", "expects", [...path, i, "decision"], { of });
      switch (own(entry, "kind")) {
        case "tool_mock":
          this.branch([...path, i, "reason"], of);
          break;
        case "capture":
          this.note("variable", "expects", [...data, "slot"]);
          break;
        case "extract":
          this.keys("variable", "expects", data);
          break;
        case "branch":
          this.keys("variable", "expects", data);
          break;
        case "skill_mock":
          this.keys("parameter", "expects", [...data, "args"], { of });
          this.keys("variable", "expects", [...data, "bound"]);
      }
    }
  }

  private branch(path: Path, of: string | undefined): void {
    const reason = text(ownAt(this.value, path));
    if (!reason?.startsWith(CUSTOM)) return;
    const place = { path: [...this.case.path, ...path], part: { start: CUSTOM.length, end: reason.length } };
    this.found.push({ as: "branch", name: reason.slice(CUSTOM.length), how: "expects", place, case: this.case, of });
  }

  private note(as: Mention["as"], how: Mention["how"], path: Path, more?: Pick<Mention, "of" | "turn">): void {
    const name = ownAt(this.value, path);
    if (typeof name !== "string") return;
    this.found.push({ as, name, how, place: { path: [...this.case.path, ...path] }, case: this.case, ...more });
  }

  private items(as: Mention["as"], how: Mention["how"], path: Path, more?: Pick<Mention, "of">): void {
    const length = list(ownAt(this.value, path)).length;
    for (let i = 0; i < length; i++) this.note(as, how, [...path, i], more);
  }

  private keys(as: Mention["as"], how: Mention["how"], path: Path, more?: Pick<Mention, "of">): void {
    for (const name of Object.keys(this.object(path))) {
      const place = { path: [...this.case.path, ...path, name], part: "key" as const };
      this.found.push({ as, name, how, place, case: this.case, ...more });
    }
  }

  private object(path: Path): Json {
    return object(ownAt(this.value, path)) ?? {};
  }
}

/** How the trace says that a custom branch was taken. */
const CUSTOM = "custom:";
