/** Whether a value is one that somebody would write into a test: nested no deeper than that, so that it can be written down. */
export function isShallow(value: unknown, left = DEEPEST): boolean {
  if (typeof value !== "object" || value === null) return true;
  return left > 0 && Object.values(value).every((member) => isShallow(member, left - 1));
}

const DEEPEST = 50;
