import type { Flow, Near } from "../../flow/flow.ts";
import { type NameUses, type Spot, useAt } from "../../flow/nameTable.ts";
import type { Fix } from "../../flow/problem.ts";
import { canBeSaid } from "../../simulate/index.ts";
import type { Change } from "../../text/edit.ts";
import { remember } from "../../text/remember.ts";
import { capped } from "../capped.ts";
import type { FlowRule, Report } from "../rule.ts";
import { sayable } from "../sayable.ts";

/**
 * ## What it finds
 * A slot, variable or snippet whose name no placeholder can say: `{zip-code}` and `{{zip-code}}` are no placeholders. A
 * playbook's names begin with a letter or `_` and go on with letters, digits and `_`, those without accents (Flowproof's
 * choice); a voicetest graph has letters and digits of all scripts and `_`. A clause can name a variable however it is
 * called, so in a graph a name that only clauses read is worth a hint.
 * ## Why it matters
 * What it stands for cannot be said: the text around the placeholder stays as it is written.
 * ## Example
 * `"slot": "zip code"`
 * ## Instead
 * `"slot": "zip_code"`
 */
export const badName: FlowRule = {
  id: "bad-name",
  severity: "warning",
  formats: ["flowyte-playbook", "voicetest-graph"],
  fixable: true,
  check(flow, report, { graph }) {
    for (const kind of ["variable", "snippet"] as const)
      for (const [name, uses] of graph.names[kind])
        if (uses.binds.length + uses.declares.length > 0 && !canBeSaid(flow.format, name))
          unsayable(flow, kind, name, uses, graph.names[kind], report);
  },
};

function unsayable(
  flow: Flow,
  of: Near["of"],
  name: string,
  uses: NameUses,
  names: ReadonlyMap<string, NameUses>,
  report: Report,
): void {
  const mentions = mentionsOf(flow, of, name);
  const said = sayable(flow.format, name);
  const better = said && freeName(said, names);
  const fixes: Fix[] = better
    ? [
        {
          title: `Rename to "${better}" in the whole flow`,
          changes: renaming(flow, [...uses.binds, ...uses.declares, ...uses.reads], mentions, better),
        },
      ]
    : [];
  const [open, close] =
    of === "snippet" ? ["{%", "%}"] : flow.format === "flowyte-playbook" ? ["{", "}"] : ["{{", "}}"];
  const has =
    flow.format === "flowyte-playbook"
      ? "begins with a letter or _ and has only letters without accents, digits and _"
      : "has only letters, digits and _";
  const hint = mentions.length === 0 && uses.reads.length > 0;
  for (const { one, more } of capped([...uses.binds, ...uses.declares]))
    report(
      useAt(flow, one).place,
      `${open}${name}${close} is no placeholder, because a name ${has}${better ? `; "${better}" would be one` : ""}${more}`,
      { ...(hint && { severity: "hint" }), fixes },
    );
}

/** The name, or with a number behind it where the flow gives another variable that name already. */
function freeName(name: string, names: ReadonlyMap<string, NameUses>): string {
  const isTaken = (each: string): boolean => {
    const uses = names.get(each);
    return uses !== undefined && uses.binds.length + uses.declares.length > 0;
  };
  if (!isTaken(name)) return name;
  let n = 2;
  while (isTaken(`${name}_${n}`)) n++;
  return `${name}_${n}`;
}

/** Where texts try to say the name. All texts are gone through once, whatever the number of names. */
function mentionsOf(flow: Flow, of: Near["of"], name: string): readonly Near[] {
  return tried(flow).get(`${of} ${name}`) ?? [];
}

const tried = remember((flow: Flow): ReadonlyMap<string, readonly Near[]> => {
  const found = new Map<string, Near[]>();
  for (const near of [...flow.nodes.flatMap((node) => node.near ?? []), ...(flow.near ?? [])]) {
    if (near.why !== "characters") continue;
    const key = `${near.of} ${near.name}`;
    found.set(key, [...(found.get(key) ?? []), near]);
  }
  return found;
});

/** The changes that write another name wherever this one stands; keys last, because the paths of the others lead by them. */
function renaming(flow: Flow, spots: readonly Spot[], mentions: readonly Near[], name: string): Change[] {
  const texts = mentions
    // From the end of a text, so that the places before it stay where they are.
    .toSorted((a, b) => b.place.part.start - a.place.part.start)
    .map(({ place: { path, part }, braces }): Change => ({ do: "text", path, span: part, text: braces.join(name) }));
  const values: Change[] = [];
  const keys: Change[] = [];
  for (const spot of spots) {
    const { place } = useAt(flow, spot);
    if (!("path" in place)) continue;
    if (place.part === "key") keys.push({ do: "rename", path: place.path, key: name });
    else if (!place.part) values.push({ do: "set", path: place.path, value: name });
  }
  return [...texts, ...values, ...keys];
}
