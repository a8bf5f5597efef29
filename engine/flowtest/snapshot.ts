import type { Place } from "../flow/problem.ts";
import type { TraceEntry } from "../simulate/state.ts";
import { rebuilt } from "../text/rebuilt.ts";
import type { Walked } from "./drive.ts";
import type { Failure } from "./expect/check.ts";
import { outcomeOf } from "./outcome.ts";
import { shown } from "./shown.ts";

/** What is kept of a case's walk beside its file: all that it did, and how it ended. */
export interface Snapshot {
  readonly trace: readonly TraceEntry[];
  readonly outcome: string;
  readonly ended_at: string | null;
}

/** What is kept beside a file, by the names of its cases as their ids have them. */
export interface Snapshots extends ReadonlyMap<string, Snapshot> {
  /** There is a file, and what it keeps cannot be told: nothing in it may be taken for missing. */
  readonly unreadable?: boolean;
}

/** A case's trace as it is now, and how that compares with what was kept. */
export interface Compared {
  /** The name under which it is kept. */
  readonly name: string;
  readonly now: Snapshot;
  readonly status: "same" | "changed" | "missing" | "unreadable";
}

/** What there is to keep of a walk; only of a case's own part (see `ownPart`). */
function snapshotOf({ state }: Walked): Snapshot {
  return { trace: state.trace.toArray(), outcome: outcomeOf(state) ?? "open", ended_at: state.endedAt };
}

/** Compares a walk with the snapshot of a name. The order in which an object has its members is no difference. */
export function compared(name: string, walked: Walked, kept: Snapshots): Compared {
  const now = snapshotOf(walked);
  const then = kept.get(name);
  if (!then) return { name, now, status: kept.unreadable ? "unreadable" : "missing" };
  return { name, now, status: textOf(then) === textOf(now) ? "same" : "changed" };
}

/** Why a trace that is not the one kept fails its case, at the expectation; undefined for one that is. */
export function snapshotFailure(found: Compared, kept: Snapshots, place: Place): Failure | undefined {
  const { name, now, status } = found;
  if (status === "same") return undefined;
  const then = kept.get(name);
  const message = then
    ? divergence(then, now)
    : status === "unreadable"
      ? "The file in which traces are kept cannot be read; mend it, or write it anew with flowproof test --update"
      : "There is no snapshot of this trace yet; flowproof test --update writes it";
  return { message, expected: then ? textOf(then) : "", actual: textOf(now), ...(then && { byLine: true }), place };
}

/** A snapshot as lines for the eye, and for a diff: an entry each, then how it ended. */
export function textOf({ trace, outcome, ended_at }: Snapshot): string {
  return [...trace.map(entryLine), entryLine({ outcome, ended_at })].join("\n");
}

/** An object on one line as JSON, its members in their order, theirs by name: what is deeper may be the user's. */
export function entryLine(entry: object): string {
  const members = Object.entries(entry).map(([key, value]) => [key, sorted(value)]);
  // A string in JSON has no line ends of its own.
  return JSON.stringify(Object.fromEntries(members), null, 1).replace(/\n */g, " ");
}

/** A copy with members in the order of their names. */
function sorted(value: unknown): unknown {
  return rebuilt(value, { members: (members) => [...members].sort(byKey) });
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Where a trace leaves the one that was kept: the first node at which something else happens. */
function divergence(then: Snapshot, now: Snapshot): string {
  const at = now.trace.findIndex((entry, i) => !then.trace[i] || entryLine(entry) !== entryLine(then.trace[i]));
  const first = at < 0 ? now.trace.length : at;
  const was = then.trace[first];
  const is = now.trace[first];
  const node = is && was && is.step_id === was.step_id ? is.step_id : (now.trace[first - 1] ?? is ?? was)?.step_id;
  const where = `The trace leaves its snapshot at "${node ?? ""}"`;
  if (!is && !was) return `The trace is that of its snapshot, but its outcome is ${ending(now)}, not ${ending(then)}`;
  if (!is) return `${where}: it stops there (${ending(now)}), the snapshot goes on: ${told(was!, node)}`;
  if (!was) return `${where}: the snapshot stops there (${ending(then)}), it goes on: ${told(is, node)}`;
  const [a, b] = [told(is, node), told(was, node)];
  if (a !== b) return `${where}: ${a}; the snapshot has: ${b}`;
  return `${where}: ${a} with ${shown(is.data)}; the snapshot has ${shown(was.data)}`;
}

/** An entry in words, with its node where that is another than the one it is told about. */
function told({ step_id, kind, decision, reason }: TraceEntry, at: string | undefined): string {
  const node = step_id === at ? "" : ` "${step_id}"`;
  return `${kind}${node}${decision === undefined ? "" : ` → ${decision}`}${reason === undefined ? "" : `, ${reason}`}`;
}

function ending({ outcome, ended_at }: Snapshot): string {
  return ended_at === null ? outcome : `${outcome} at "${ended_at}"`;
}
