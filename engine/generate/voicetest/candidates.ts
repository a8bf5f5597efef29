import type { Flow, FlowNode } from "../../flow/flow.ts";
import { isOrder } from "../../simulate/conditions/order.ts";
import type { Asked } from "../../simulate/voicetest/cases.ts";
import { pyFloat, pyText } from "../../simulate/voicetest/pyText.ts";
import { list, own, text } from "../../text/value.ts";
import { Candidates } from "../candidates.ts";
import { sample } from "../samples.ts";

/** Values worth trying for what the equations of a graph read. */
export function candidatesIn(flow: Flow, questions: (node: FlowNode) => readonly Asked[]): Candidates {
  const found = new Candidates();
  const names = new Set<string>();
  for (const node of flow.nodes) {
    for (const { clause, named } of questions(node)) {
      const { left, operator, right } = clause;
      names.add(left);
      if (named) {
        for (const name of [left, right]) found.add([name], 1, 2, "same", "the same again");
        names.add(right);
      } else if (isOrder(operator)) found.near([left], pyFloat(right) ?? Number.NaN);
      else if (operator !== "exists" && operator !== "not_exist") {
        found.add([left], asWritten(right));
        if (operator === "contains") found.piece([left], right);
      }
    }
    for (const variable of node.kind === "extract" ? list(own(node.value, "variables_to_extract")) : []) {
      const name = text(own(variable, "name"));
      if (name !== undefined) found.add([name], ...list(own(variable, "choices")).map(asText));
    }
  }
  for (const name of names) found.add([name], sample(name), "something else", undefined, "");
  return found;
}

/** What is compared as text, as one would write it: a number or a boolean where it has the same text. */
function asWritten(right: string): unknown {
  const number = /^-?\d{1,15}$/.test(right) ? Number(right) : undefined;
  if (number !== undefined && pyText(number) === right) return number;
  return right === "True" ? true : right === "False" ? false : right;
}

function asText(value: unknown): unknown {
  return typeof value === "string" ? value : pyText(value);
}
