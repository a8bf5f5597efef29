import type { Document } from "../formats/format.ts";
import { locate } from "../formats/locate.ts";
import { type Mutation, scoreOf } from "../mutate/mutate.ts";
import { type Survivor, survives, survivors } from "../mutate/survivors.ts";
import { Lines, type Position } from "../text/lines.ts";
import { count } from "./check.ts";
import { painter } from "./paint.ts";

/** A flow, by the name under which people know its file, and what came of the mistakes in it. */
export interface MutatedFlow {
  readonly file: string;
  readonly document: Document;
  readonly mutation: Mutation;
}

/** `{mutants, killed, survived: […], equivalent, score}`; lines and columns from 1. */
export function mutateJson(flow: MutatedFlow): string {
  const { mutants, killed, equivalent, score } = scoreOf(flow.mutation);
  const at = places(flow);
  const survived = survivors(flow.mutation).flatMap(({ judged, place, tests }) =>
    judged.map((one) => {
      const { id, kind, node } = one.mutant;
      const reason = one.verdict === "unmet" ? "unmet" : "unnoticed";
      return { id, kind, reason, message: survives(one), node, ...at({ place, tests }) };
    }),
  );
  return `${JSON.stringify({ mutants, killed, survived, equivalent, score }, null, 2)}\n`;
}

/** One line for each that survived, place first so that it can be clicked, then the score. */
export function mutatePretty(flow: MutatedFlow, colours: boolean): string {
  const paint = painter(colours);
  const at = places(flow);
  const lines = survivors(flow.mutation).map((survivor) => {
    const { file, line, column } = at(survivor);
    const [{ mutant }, ...others] = survivor.judged;
    const what = others.length > 0 ? count(others.length + 1, "mutant") : mutant.kind;
    return `${paint.bold(`${file}:${line}:${column}`)}  ${survivor.message}  ${paint.dim(what)}`;
  });
  const { score, ...numbers } = scoreOf(flow.mutation);
  const { cases } = flow.mutation;
  const parts = [
    paint.green(`${numbers.killed} killed by ${count(cases, "case")}`),
    ...(numbers.survived > 0 ? [paint.yellow(`${numbers.survived} survived`)] : []),
    ...(numbers.equivalent > 0 ? [paint.dim(`${numbers.equivalent} equivalent`)] : []),
  ];
  const percent = score === null ? "There is nothing that a case could notice" : `Mutation score ${score} %`;
  return `${lines.length > 0 ? `${lines.join("\n")}\n\n` : ""}${paint.bold(percent)}: ${count(numbers.mutants, "mutant")}, ${parts.join(", ")}\n`;
}

function places({
  file,
  document,
}: MutatedFlow): (survivor: Pick<Survivor, "place" | "tests">) => Position & { readonly file: string } {
  const known = new Map<Document, Lines>();
  return ({ place, tests }) => {
    const holder = tests?.document ?? document;
    const lines = known.get(holder) ?? new Lines(holder.text);
    known.set(holder, lines);
    return { file: tests?.file ?? file, ...lines.position(locate(holder, place).start) };
  };
}
