import type { Flow, Use } from "../../flow/flow.ts";
import { AROUND, type NameUses, type Spot, useAt } from "../../flow/nameTable.ts";
import { capped } from "../capped.ts";
import { didYouMean, meantName, writing } from "../meantName.ts";
import type { FlowRule, Report } from "../rule.ts";

/**
 * ## What it finds
 * A variable that is read and that nothing binds. In a playbook that is a name that no collect asks for and no skill
 * puts out; what goes into the playbook is not written in its graph, so it is a warning, and only a hint where the graph
 * itself asks whether there is a value. In a voicetest graph every call may bring variables of any name along, so a name
 * is reported only when it looks like a slip in one that is extracted, declared, or read three times and more; apart from
 * that there is a hint where a clause depends on a name that no node extracts. Retell's own variables count as given in
 * graphs that came from there.
 * ## Why it matters
 * The caller hears a gap, or the placeholder itself, and conditions take the wrong way without a word.
 * ## Example
 * `"text": "We come to {adress}"` where the collect's slot is `address`.
 * ## Instead
 * `"text": "We come to {address}"`
 */
export const unknownVariable: FlowRule = {
  id: "unknown-variable",
  severity: "warning",
  formats: ["flowyte-playbook", "voicetest-graph"],
  fixable: true,
  check(flow, report, { graph, brought }) {
    const { variable } = graph.names;
    let known: Known | undefined;
    for (const [name, uses] of variable) {
      if (uses.reads.length === 0 || isKnown(uses) || flow.given?.has(name) || brought?.has(name)) continue;
      const reads = uses.reads.filter((spot) => !useAt(flow, spot).perhaps);
      if (reads.length === 0) continue;
      known ??= knownIn(flow, variable);
      if (flow.open) inOpenFlow(flow, name, reads, known, variable, report);
      else inPlaybook(flow, name, reads, known, report);
    }
  },
};

/** The names that others can be slips in: those with a value, and those that are read again and again. */
interface Known {
  readonly bound: readonly string[];
  readonly common: readonly string[];
}

const COMMON = 3;

function knownIn(flow: Flow, variable: ReadonlyMap<string, NameUses>): Known {
  const bound: string[] = [];
  const common: string[] = [];
  for (const [name, uses] of variable)
    if (isKnown(uses)) bound.push(name);
    else if (flow.open && uses.reads.length >= COMMON) common.push(name);
  return { bound, common: [...bound, ...common] };
}

function isKnown({ binds, declares }: NameUses): boolean {
  return binds.length > 0 || declares.length > 0;
}

function inPlaybook(flow: Flow, name: string, reads: readonly Spot[], { bound }: Known, report: Report): void {
  const meant = meantName(flow, "variable", name, bound);
  const asked = reads.some((spot) => useAt(flow, spot).asks);
  const why = meant ? "" : ", so only what the playbook is given can be its value";
  for (const { one, more } of capped(reads)) {
    const { place } = useAt(flow, one);
    report(place, `No collect and no skill output binds "${name}"${why}${didYouMean(meant)}${more}`, {
      severity: asked && !meant?.sure ? "hint" : "warning",
      ...writing(meant, place),
    });
  }
}

function inOpenFlow(
  flow: Flow,
  name: string,
  reads: readonly Spot[],
  { bound, common }: Known,
  variable: ReadonlyMap<string, NameUses>,
  report: Report,
): void {
  const meant = meantName(flow, "variable", name, reads.length === 1 ? common : bound, true);
  if (meant) {
    const { binds, declares, reads: others } = variable.get(meant.name)!;
    const first = [...binds, ...declares, ...others][0]!;
    const from = binds.length + declares.length > 0 ? "comes from" : "is read";
    for (const { one, more } of capped(reads)) {
      const { place } = useAt(flow, one);
      report(place, `No node extracts "${name}" and nothing declares it${didYouMean(meant)}${more}`, {
        ...writing(meant, place),
        related: [{ place: useAt(flow, first).place, message: `"${meant.name}" ${from} here` }],
      });
    }
    return;
  }
  const clauses = reads.filter((spot) => spot.node !== AROUND && isClause(useAt(flow, spot)));
  if (clauses.length === 0) return;
  const left = clauses.length - 1;
  const others = left === 0 ? "" : `; ${left} more ${left === 1 ? "clause needs" : "clauses need"} it`;
  report(
    useAt(flow, clauses[0]!).place,
    `This clause is false unless the call brings a variable "${name}" along: no node extracts it${others}`,
    { severity: "hint" },
  );
}

/** Whether it is the left side of a clause that needs a value. What has braces is no name, which is another matter. */
function isClause({ late, asks, name }: Use): boolean {
  return late === true && !asks && !name.includes("{");
}
