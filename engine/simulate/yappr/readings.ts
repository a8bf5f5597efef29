import { allIds, globals, missedNode, type Readings, refusal, start } from "../reading.ts";
import { jumpsIn } from "./options.ts";
import { refusalOf } from "./refusal.ts";

/** A walk of a Yappr flow: where it begins, and where a case asks for it the global nodes that a turn may jump to. */
export const readings: Readings = {
  *facts(flow) {
    yield [refusal, refusalOf(flow)];
    yield [start, flow.starts[0]?.id];
    yield [globals, jumpsIn(flow).map(({ option }) => option)];
  },

  *read(_, state, { startAt, options }) {
    yield refusal;
    if (startAt === undefined) yield start;
    if (state.node === undefined || missedNode(state)) yield allIds;
    if (options?.globals === "fallback" && state.turns > 0) yield globals;
  },
};
