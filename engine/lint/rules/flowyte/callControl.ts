import type { Path } from "../../../text/json.ts";
import { object, own } from "../../../text/value.ts";

/** How a call is limited and silence acted on where `callControl` does not say (vendor contract). */
export const callDefaults = {
  maxCallSeconds: 600,
  idleReminderDelaySeconds: 10,
  idleReminderIntervalSeconds: 10,
  maxIdleReminders: 2,
} as const;

type Limit = keyof typeof callDefaults;

/** The limits of a call, and where they stand. */
export interface CallControl {
  readonly path: Path;
  /** A limit as written or, where it is left out, by default; undefined for what is no number. */
  of(limit: Limit): number | undefined;
  isWritten(limit: Limit): boolean;
}

export function callControl(body: unknown, path: Path): CallControl | undefined {
  const control = object(own(body, "callControl"));
  if (!control) return undefined;
  const written = (limit: Limit): unknown => own(control, limit) ?? undefined;
  return {
    path: [...path, "callControl"],
    of(limit) {
      const value = written(limit) ?? callDefaults[limit];
      return typeof value === "number" ? value : undefined;
    },
    isWritten: (limit) => written(limit) !== undefined,
  };
}
