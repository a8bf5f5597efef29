import { parseArgs } from "node:util";
import type { Io } from "./io.ts";

/** A subcommand of `flowproof`. */
export interface Command {
  readonly name: string;
  /** A few words for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  readonly options: Readonly<Record<string, Option>>;
  /** The exit code: 0 all is well, 1 something was found, 2 it could not do its work. */
  run(parsed: Parsed, io: Io): Promise<number>;
}

export interface Option {
  readonly type: "string" | "boolean";
  /** A letter that means the same: `-o`. */
  readonly short?: string;
  /** The words it can be; any without. */
  readonly values?: readonly string[];
  /** Whether it may be given several times; see `listOf`. */
  readonly multiple?: boolean;
  /** What it means without a number behind it; an option without this needs its value. */
  readonly implied?: string;
}

export interface Parsed {
  readonly paths: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

/** All that was given for an option that may be given several times. */
export function listOf(value: Parsed["options"][string]): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : typeof value === "string" ? [value] : [];
}

/** A whole number given for an option, undefined without it. Throws Usage for anything else. */
export function numberIn(options: Parsed["options"], name: string, least: number, most = 999_999): number | undefined {
  const value = options[name];
  if (typeof value !== "string") return undefined;
  const number = /^\d{1,12}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new Usage(`--${name} is "${value}"; expected a whole number from ${least} to ${most}`);
}

/** A mistake in how the command was called, or in what it was given: said without a stack, exit code 2. */
export class Usage extends Error {}

/** Reads a subcommand's arguments. Throws Usage. */
export function parse(command: Command, args: readonly string[]): Parsed {
  let parsed: ReturnType<typeof parseArgs>;
  const known: Record<string, Option> = { ...command.options, help: { type: "boolean" } };
  try {
    parsed = parseArgs({
      args: withImplied(args, known),
      options: Object.fromEntries(
        Object.entries(known).map(([name, { type, multiple = false, short }]) => [
          name,
          { type, multiple, ...(short !== undefined && { short }) },
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

/** Arguments in which every option that may be without its number has one. */
function withImplied(args: readonly string[], known: Readonly<Record<string, Option>>): string[] {
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  return args.map((arg, i) => {
    const name = arg.slice(2);
    const implied = i < end && arg.startsWith("--") && Object.hasOwn(known, name) ? known[name]!.implied : undefined;
    return implied === undefined || /^\d+$/.test(args[i + 1] ?? "") ? arg : `${arg}=${implied}`;
  });
}
