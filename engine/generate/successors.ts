import type { Flow } from "../flow/flow.ts";
import type { Dialect } from "./dialect.ts";
import { goOn, type Trail } from "./trail.ts";
import { utteranceFor } from "./utterance.ts";

/** What a walk can come to by one answer, or by a turn and the choice made at it; the likeliest first. */
export function* successors(flow: Flow, dialect: Dialect, trail: Trail): Iterable<Trail> {
  const { node: id, wants } = trail.state;
  const node = id === undefined ? undefined : flow.byId.get(id);
  if (!node) return;
  if (wants.kind === "tool") {
    for (const answer of dialect.results(node, wants)) yield goOn(flow, trail, { kind: "tool", answer });
  } else if (wants.kind === "turn") {
    for (const turn of dialect.turns(node, trail)) {
      const heard = goOn(flow, trail, { kind: "turn", turn });
      if (heard.state.wants.kind !== "choice") {
        yield heard;
        continue;
      }
      const { options } = heard.state.wants;
      for (let i = 0; i <= options.length; i++) {
        // None of them comes last: staying leads nowhere new, most of the time.
        const { user, choice } = utteranceFor(options, i < options.length ? i : undefined);
        const said = goOn(flow, trail, { kind: "turn", turn: { ...turn, user } });
        yield goOn(flow, said, choice);
      }
    }
  }
}
