import { parseArgs } from "node:util";
import type { Io } from "./io.ts";

/** A subcommand of `flowproof`. */
export interface Command {
  readonly name: string;
  /** A few words for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  readonly options: Readonly<
    Record<string, { readonly type: "string" | "boolean"; readonly values?: readonly string[] }>
  >;
  /** The exit code: 0 all is well, 1 something was found, 2 it could not do its work. */
  run(parsed: Parsed, io: Io): Promise<number>;
}

export interface Parsed {
  readonly paths: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** A mistake in how the command was called, or in what it was given: said without a stack, exit code 2. */
export class Usage extends Error {}

/** Reads a subcommand's arguments. Throws Usage. */
export function parse(command: Command, args: readonly string[]): Parsed {
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args: [...args],
      options: Object.fromEntries(
        [...Object.entries(command.options), ["help", { type: "boolean" }] as const].map(([name, { type }]) => [
          name,
          { type },
        ]),
      ),
      allowPositionals: true,
    });
  } catch (error) {
    throw new Usage(`${(error as Error).message.split(". ")[0]}; flowproof ${command.name} --help says what there is`);
  }
  const options = parsed.values as Parsed["options"];
  for (const [name, { values }] of Object.entries(command.options)) {
    const value = options[name];
    if (values && typeof value === "string" && !values.includes(value))
      throw new Usage(`--${name} is "${value}"; expected ${values.join(" or ")}`);
  }
  return { paths: parsed.positionals, options };
}
