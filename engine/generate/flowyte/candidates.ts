import type { Flow, FlowNode } from "../../flow/flow.ts";
import { questionsIn } from "../../simulate/conditions/formula.ts";
import { isOrder } from "../../simulate/conditions/order.ts";
import { isDate, numberIn } from "../../simulate/flowyte/compare.ts";
import { evaluate } from "../../simulate/flowyte/evaluate.ts";
import type { Expression } from "../../simulate/flowyte/expression.ts";
import type { ValuePath, Variables } from "../../simulate/flowyte/value.ts";
import { Candidates } from "../candidates.ts";
import type { Deciding } from "../dialect.ts";
import { sample } from "../samples.ts";
import { expressionOf, type Needs, pathsIn } from "./deciding.ts";

/** Values worth trying for what the conditions and calls of a playbook read. */
export function candidatesIn(flow: Flow, decides: (node: FlowNode) => Deciding | undefined): Candidates {
  const found = new Candidates();
  const late: ValuePath[] = [];
  for (const node of flow.nodes) {
    const formulas = decides(node)?.flatMap(({ condition }) => condition ?? []) ?? [];
    for (const question of [...questionsIn(formulas).values()].flatMap((asked) => [...asked.keys()])) {
      if ("needs" in question) late.push(...(question as Needs).needs);
      else {
        propose(found, expressionOf(question));
        late.push(...pathsIn(expressionOf(question)));
      }
    }
  }
  // What serves any question: that there is a value, another than those that are named, and none.
  for (const path of late) found.add(path, sample(path.at(-1)!), "something else", undefined);
  return found;
}

/** Values of both sides of a comparison. */
function propose(found: Candidates, expression: Expression): void {
  if (expression.kind === "path") found.add(expression.path, true, false);
  else if (expression.kind === "test" && expression.of.kind === "path") found.add(expression.of.path, "");
  else if (expression.kind === "compare") {
    const { by, left, right } = expression;
    if (left.kind === "path" && right.kind === "path")
      for (const { path } of [left, right]) found.add(path, 1, 2, "same");
    const [of, other] = left.kind === "path" ? [left, right] : [right, left];
    if (of.kind === "path" && other.kind !== "path")
      compared(found, of.path, by, evaluate(other, nothing), of === left);
  }
}

function compared(found: Candidates, path: ValuePath, by: string, to: unknown, isLeft: boolean): void {
  const number = numberIn(to);
  if (isOrder(by)) {
    if (number !== undefined) found.near(path, number);
    else if (isDate(to)) found.add(path, to, dayBeside(to, 1), dayBeside(to, -1));
    return;
  }
  if (by === "contains" || by === "in") {
    // The path is what is looked in, or what is looked for.
    if ((by === "contains") === isLeft) {
      found.add(path, to, [to]);
      found.piece(path, to);
    } else found.add(path, ...(Array.isArray(to) ? to : [to]));
    return;
  }
  if (by === "starts_with") {
    found.add(path, to);
    found.piece(path, to, true);
    return;
  }
  found.add(path, to);
  if (typeof to === "boolean") found.add(path, !to);
  else if (number !== undefined) found.near(path, number);
}

/** An ISO date some days later, in the text's own form as far as it is a date. */
function dayBeside(text: string, days: number): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text.trim()) ?? [];
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day) + days);
  return Number.isNaN(time) ? text : new Date(time).toISOString().slice(0, 10);
}

const nothing: Variables = new Map();
