/** Where a command reads and writes, so that tests and other programs can stand in for the process. */
export interface Io {
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
  /** All of standard input, as text. */
  stdin(): Promise<string>;
  /** Standard input line by line, without line ends. */
  lines(): AsyncIterable<string>;
  /** Whether a person reads along: only then is output coloured. */
  readonly colours: boolean;
  /** Whether standard output is a terminal, whose screen can be cleared. */
  readonly terminal: boolean;
  /** Tells of keys as they are pressed, where there is a keyboard; what it gives back ends that. */
  readonly keys?: (pressed: (key: string) => void) => () => void;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The process's own streams. */
export function processIo(): Io {
  const { stdout, stderr, stdin, env } = process;
  // A reader that goes away (`flowproof check | head`) is no failure of ours.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    cwd: process.cwd(),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    async stdin() {
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString("utf8");
    },
    async *lines() {
      let rest = "";
      stdin.setEncoding("utf8");
      for await (const chunk of stdin) {
        const lines = (rest + (chunk as string)).split(/\r?\n/);
        rest = lines.pop()!;
        yield* lines;
      }
      if (rest !== "") yield rest;
    },
    colours: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb",
    terminal: stdout.isTTY === true,
    ...(stdin.isTTY && { keys: (pressed) => listen(stdin, pressed) }),
    env,
  };
}

function listen(stdin: NodeJS.ReadStream, pressed: (key: string) => void): () => void {
  const hear = (keys: string): void => {
    for (const key of keys) pressed(key);
  };
  stdin.setRawMode(true).setEncoding("utf8").on("data", hear).resume();
  return () => {
    stdin.setRawMode(false).off("data", hear).pause();
  };
}
