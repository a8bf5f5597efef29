import type { Fix } from "../../flow/problem.ts";
import type { Path } from "../../text/json.ts";
import { object, own } from "../../text/value.ts";
import type { SchemaRule } from "../rule.ts";

/**
 * ## What it finds
 * A turn of a flow test that is none: neither text nor an object, an empty object, or more than one of `user`, `dtmf` and
 * `silence` at once.
 * ## Why it matters
 * A caller does one thing a turn. What a walk makes of two at once is left to chance; of none it makes nothing.
 * ## Example
 * `{ "user": "my zip is", "dtmf": "02139" }`
 * ## Instead
 * `{ "user": "my zip is" }, { "dtmf": "02139" }`
 */
export const turnShape: SchemaRule = {
  id: "turn-shape",
  severity: "error",
  formats: ["flowtest"],
  fixable: true,
  bySchema: true,
  fixes(value, path) {
    const done = doings.filter((key) => own(value, key) !== undefined);
    if (done.length > 1) return [...apart(value, path), ...done.map((key) => only(key, done, path))];
    const isNothing = value === null || Object.keys(object(value) ?? { some: 1 }).length === 0;
    return isNothing ? [{ title: "Remove this turn", changes: [{ do: "remove", path }] }] : [];
  },
};

const doings = ["user", "dtmf", "silence"];

/** Words and keys one after the other. */
function apart(turn: unknown, path: Path): Fix[] {
  const index = path.at(-1);
  const dtmf = own(turn, "dtmf");
  if (typeof index !== "number" || own(turn, "user") === undefined || dtmf === undefined) return [];
  return [
    {
      title: 'Make two turns of it, "user" and then "dtmf"',
      changes: [
        { do: "remove", path: [...path, "dtmf"] },
        { do: "insert", path: path.slice(0, -1), at: index + 1, value: { dtmf } },
      ],
    },
  ];
}

function only(key: string, done: readonly string[], path: Path): Fix {
  const others = done.filter((other) => other !== key);
  return {
    title: `Keep only "${key}"`,
    changes: others.map((other) => ({ do: "remove", path: [...path, other] })),
  };
}
