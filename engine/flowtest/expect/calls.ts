// Which tools were called, and with what.

import type { Call } from "../../simulate/state.ts";
import { shown, shownPath } from "../shown.ts";
import { cutTo, type Difference, difference } from "../subset.ts";
import type { Check } from "./check.ts";
import { itemPlace } from "./place.ts";

type Wanted = { readonly tool: string; readonly args?: Readonly<Record<string, unknown>> };

/**
 * Calls made in this order, others between them. `tool` is the tool's name or the node that calls it, because some
 * vendors' tools have no name that a person would write (Flowproof's choice).
 */
export const calls: Check = function* ({ state }, { calls: wanted }) {
  if (!wanted) return;
  const made = state.calls.toArray();
  let at = 0;
  for (const [i, expected] of wanted.value.entries()) {
    let near: Difference | undefined;
    let found = false;
    for (; at < made.length && !found; at++) {
      if (!isOf(made[at]!, expected)) continue;
      const differs = expected.args && difference(expected.args, made[at]!.args);
      near ??= differs;
      found = !differs;
    }
    if (found) continue;
    yield {
      message: near ? calledWith(expected, near) : `Did not call ${shown(expected.tool)}${after(wanted.value[i - 1])}`,
      expected: wanted.value.map((call) => written(call.tool, call.args)).join("\n"),
      actual: asExpected(made, wanted.value).join("\n"),
      place: itemPlace(wanted, i),
    };
    return;
  }
};

export const callCount: Check = function* ({ state }, { callCount: wanted }) {
  const actual = state.calls.length;
  if (!wanted || wanted.value === actual) return;
  yield {
    message: `Made ${actual} ${actual === 1 ? "call" : "calls"}, expected ${wanted.value}`,
    expected: String(wanted.value),
    actual: String(actual),
    place: wanted.place,
  };
};

function isOf({ tool, node }: Call, wanted: Wanted): boolean {
  return wanted.tool === tool || wanted.tool === node;
}

function calledWith({ tool }: Wanted, { path, expected, actual }: Difference): string {
  const argument = `${shown(tool)} with ${path[0]}${shownPath(path.slice(1))}`;
  return actual === undefined
    ? `Called ${argument} missing, expected ${shown(expected)}`
    : `Called ${argument} ${shown(actual)}, expected ${shown(expected)}`;
}

function after(before: Wanted | undefined): string {
  return before ? ` after ${shown(before.tool)}` : "";
}

function written(tool: string, args: unknown): string {
  return args === undefined ? tool : `${tool} ${shown(args, 1000)}`;
}

/** The calls made, under the names and with the arguments that were expected of them; all of one nobody expected. */
function asExpected(made: readonly Call[], wanted: readonly Wanted[]): string[] {
  const byTool = new Map(wanted.map((each) => [each.tool, each]));
  return made.map(({ tool, node, args }) => {
    const expected = byTool.get(tool) ?? byTool.get(node);
    return expected ? written(expected.tool, expected.args && cutTo(expected.args, args)) : written(tool, args);
  });
}
