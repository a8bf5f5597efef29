/** Wraps a handler so that a failure of ours costs one answer and never the server; see `guard`. */
export type Guard = <A extends unknown[], R>(
  what: string,
  otherwise: R,
  handler: (...args: A) => R | Promise<R>,
) => (...args: A) => Promise<R>;

/**
 * The edge at which what is thrown is a bug: it is logged with its stack, and answered with `otherwise`.
 * A handler runs at once up to its first await, so notifications keep their order.
 */
export function guard(log: (message: string) => void): Guard {
  return (what, otherwise, handler) =>
    async (...args) => {
      try {
        return await handler(...args);
      } catch (error) {
        log(`${what} failed: ${stackOf(error)}`);
        return otherwise;
      }
    };
}

/** The stack of an error, or whatever else was thrown, as text. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
