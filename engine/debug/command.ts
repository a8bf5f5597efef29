import { mockAnswer } from "../simulate/mock.ts";
import type { ToolAnswer, Turn } from "../simulate/state.ts";
import { object } from "../text/value.ts";

/** What a person typed to a walk. */
export type Command =
  /** A turn of the caller. */
  | { readonly kind: "turn"; readonly turn: Turn }
  /** A choice among what is offered, or at the turn that is wanted. */
  | { readonly kind: "take"; readonly id: string }
  /** What a tool answers, for the one that is being called or for the one named. */
  | { readonly kind: "mock"; readonly name?: string; readonly answer: ToolAnswer }
  | { readonly kind: "hangup" }
  /** What a name or a condition comes to. */
  | { readonly kind: "value"; readonly text: string }
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly why: string };

/** Every command with what it does, as `/help` lists them. */
export const commands: readonly { readonly name: string; readonly takes: string; readonly does: string }[] = [
  { name: "say", takes: "words", does: "the caller says it, as do words alone while a turn is wanted" },
  { name: "dtmf", takes: "123#", does: "the caller presses keys" },
  { name: "silence", takes: "", does: "the caller says nothing" },
  { name: "turn", takes: '{"user": "yes", "slots": {…}}', does: "a turn as a flow test has it" },
  { name: "take", takes: "tx-confirm", does: "makes the choice, in place of the words" },
  { name: "mock", takes: 'step {"result": …}', does: "what a tool answers; without a name, the one being called" },
  { name: "hangup", takes: "", does: "the caller has no more to say, or the tool has no answer" },
  { name: "value", takes: "{slot} == 3", does: "what a name or a condition comes to" },
  { name: "help", takes: "", does: "this list" },
];

/** Reads what was typed: words alone are a turn while one is `wanted`, else a question for a value. */
export function commandOf(typed: string, wanted: boolean): Command {
  const text = typed.trim();
  if (!text.startsWith("/")) return wanted ? { kind: "turn", turn: { user: text } } : { kind: "value", text };
  const [, name = "", rest = ""] = /^\/(\S*)\s*(.*)$/s.exec(text) ?? [];
  switch (name.toLowerCase()) {
    case "say":
      return { kind: "turn", turn: { user: rest } };
    case "dtmf":
      return rest === "" ? wrong("/dtmf takes the keys, such as /dtmf 123#") : { kind: "turn", turn: { dtmf: rest } };
    case "silence":
      return { kind: "turn", turn: { silence: true } };
    case "turn":
      return turnOf(rest);
    case "take":
      return rest === "" ? wrong("/take names what to choose, such as /take tx-confirm") : { kind: "take", id: rest };
    case "mock":
      return mockOf(rest);
    case "hangup":
      return { kind: "hangup" };
    case "value":
      return { kind: "value", text: rest };
    case "help":
      return { kind: "help" };
    default:
      return wrong(`There is no /${name}; /help lists what there is`);
  }
}

function turnOf(text: string): Command {
  const turn = object(parsed(text));
  if (!turn) return wrong('/turn takes an object, such as /turn {"user": "yes", "confirm": true}');
  const { user, dtmf, silence, slots, confirm, take } = turn;
  const given: Turn = {
    ...(typeof user === "string" && { user }),
    ...(typeof dtmf === "string" && { dtmf }),
    ...(silence === true && { silence }),
    ...(object(slots) && { slots: object(slots)! }),
    ...(typeof confirm === "boolean" && { confirm }),
    ...(typeof take === "string" && { take }),
  };
  if (Object.keys(given).length === 0) return wrong("A turn has user, dtmf, silence, slots, confirm or take");
  return { kind: "turn", turn: given };
}

function mockOf(text: string): Command {
  const at = text.search(/[{[]/);
  const name = (at < 0 ? text : text.slice(0, at)).trim();
  const answer = at < 0 ? undefined : mockAnswer(parsed(text.slice(at)));
  if (!answer) return wrong('/mock takes a result or an error, such as /mock step {"result": {"status": "free"}}');
  return name === "" ? { kind: "mock", answer } : { kind: "mock", name, answer };
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrong(why: string): Command {
  return { kind: "wrong", why };
}
