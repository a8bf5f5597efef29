import type { Flow } from "../../flow/flow.ts";
import { prepare } from "../../simulate/flowyte/step.ts";
import { object } from "../../text/value.ts";
import { type Inputs, withValue, withVariable } from "../dialect.ts";
import type { Wish } from "../solve.ts";
import type { Trail } from "../trail.ts";
import { turnGiving } from "./answers.ts";

/** Where a value came from it is given anew: at a collect, in what a skill answered, with a turn; else along with the call. */
export function give(flow: Flow, { path, value }: Wish, inputs: Inputs, moments: readonly Trail[]): number | undefined {
  const [name, ...inside] = path;
  for (let i = moments.length - 2; i >= 0; i--) {
    const { state } = moments[i]!;
    const node = state.node === undefined ? undefined : flow.byId.get(state.node);
    const given = moments[i + 1]!.before!.given.answer;
    if (!node) continue;
    const { step } = prepare(node);
    if (given.kind === "turn" && given.turn) {
      const turn = inputs.turns.get(i) ?? given.turn;
      if (step.kind === "collect" && step.slot === name) {
        if (turn.silence) continue;
        if (value === undefined) return undefined;
        inputs.turns.set(
          i,
          turnGiving(node, inside.length > 0 ? withValue(turn.slots?.[name!], inside, value) : value),
        );
        return i;
      }
      if (object(turn.slots) && Object.hasOwn(turn.slots!, name!)) {
        const slots = { ...turn.slots, [name!]: withValue(turn.slots![name!], inside, value) };
        inputs.turns.set(i, { ...turn, slots });
        return i;
      }
    }
    if (given.kind === "tool" && step.kind === "skill" && given.answer && "result" in given.answer) {
      const output = step.outputs.find(({ variable }) => variable === name);
      if (!output) continue;
      const now = inputs.results.get(i) ?? given.answer;
      if (!("result" in now)) continue;
      inputs.results.set(i, { result: withValue(now.result, [...output.path, ...inside], value) ?? {} });
      return i;
    }
  }
  if (value === undefined && !Object.hasOwn(inputs.setup.variables ?? {}, name!)) return undefined;
  inputs.setup = withVariable(inputs.setup, path, value);
  return -1;
}
