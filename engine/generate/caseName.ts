import type { NodeCoverage } from "../coverage/coverage.ts";
import { transitionName } from "../coverage/named.ts";
import type { Transition } from "../flow/flow.ts";
import type { Finding } from "./deeds.ts";

/** What a case is called that was made to take a transition. */
export function nameTaking({ node, conditions }: NodeCoverage, transition: Transition): string {
  const { handle, id, label, target } = transition;
  const to = target ? `goes to ${target.id}` : "goes nowhere";
  const own = conditions.find((condition) => condition.transition === transition)?.text ?? conditions[0]?.text;
  switch (handle) {
    case "error":
      return `${to} when ${node.id} fails`;
    case "needs_input":
      return `${to} when ${node.id} gets no input`;
    case "custom":
      return `${to} when ${node.id} answers ${short(id || label || own || "so")}`;
    case "equation":
      return `${to} where ${short(own ?? label)}`;
    case "true":
    case "false":
      return own === undefined
        ? `${to} from ${node.id}`
        : `${to} ${handle === "true" ? "where" : "unless"} ${short(own)}`;
    case "choice":
      return id ? `takes ${id}` : `${to} from ${node.id}: ${short(label)}`;
    default:
      return id && handle !== "success" ? `takes ${id}` : `${to} from ${node.id}`;
  }
}

export function nameEntering({ node }: NodeCoverage): string {
  return `comes to ${node.name ?? node.id}`;
}

export function nameFinding({ node, conditions }: NodeCoverage, { of, held }: Finding): string {
  const text = conditions.find(({ transition }) => (transition ?? node) === of)?.text ?? "its condition";
  return `${node.id} finds that ${short(text)} ${held ? "holds" : "does not hold"}`;
}

/** How a transition is called where it is missing: with its node. */
export function missingName({ node }: NodeCoverage, transition: Transition, condition?: string): string {
  return `${node.id}: ${transitionName(transition, condition)}`;
}

/** A name that no other case has. */
export function unlike(name: string, taken: Set<string>): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
  taken.add(unique);
  return unique;
}

const MOST = 60;

function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > MOST ? `${line.slice(0, MOST - 1)}…` : line;
}
