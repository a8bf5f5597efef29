import type { Case, FlowTest, Row, Table } from "../../flowtest/model.ts";
import type { Path } from "../../text/json.ts";
import { type Json, own, text } from "../../text/value.ts";
import { filledKey, placeholdersIn, rowsOf } from "./filled.ts";

/** A case as it stands in its file: its value, where, and the how manieth it is there. */
export interface Written {
  readonly value: unknown;
  readonly path: Path;
  readonly index: number;
  /** What every case has that does not say otherwise. */
  readonly defaults?: unknown;
}

/** A case that is made of what is written: of each row of its table one. */
export interface Made {
  readonly written: Written;
  readonly name: string;
  readonly row?: Row;
}

/** What is known of one that is written, worked out when it is asked for. */
interface Known {
  made?: readonly Made[];
  read?: readonly Case[];
}

/** The cases of one version of a file, each read when it is first asked for. */
export class Cases {
  readonly written: readonly Written[];
  private readonly known: Known[];
  private readonly read: (made: Made, cases: Cases) => Case;
  private names: ReadonlyMap<string, readonly [at: number, row: number]> | undefined;
  private setups: ReadonlySet<string> | undefined;

  /**
   * A case of the version before, where all stood at the same path, is kept when its value is the very one, and all else it
   * was made of.
   */
  constructor(written: readonly Written[], read: (made: Made, cases: Cases) => Case, before?: Cases) {
    this.read = read;
    this.written = written.map((now, i) => {
      const then = before?.written[i];
      return then && then.value === now.value && then.index === now.index && then.defaults === now.defaults
        ? then
        : now;
    });
    this.known = this.written.map((now, i) => (now === before?.written[i] ? before.known[i]! : {}));
    if (before) this.forget(before);
  }

  /** The cases that are made of the `i`th one written. */
  at(i: number): readonly Case[] {
    const known = this.known[i]!;
    known.read ??= this.madeOf(i).map((made) => this.read(made, this));
    return known.read;
  }

  all(): readonly Case[] {
    return this.written.flatMap((_, i) => this.at(i));
  }

  /** The first case of a name, and what it is made of. */
  called(name: string): { readonly case: Case; readonly made: Made } | undefined {
    this.names ??= this.byName();
    const found = this.names.get(name);
    return found && { case: this.at(found[0])[found[1]]!, made: this.madeOf(found[0])[found[1]]! };
  }

  /** What the cases are called, each name once. */
  calledBy(): Iterable<string> {
    this.names ??= this.byName();
    return this.names.keys();
  }

  /** Whether a case begins where the one of this name ends. */
  isSetup(name: string): boolean {
    this.setups ??= this.setupNames();
    return this.setups.has(name);
  }

  private byName(): Map<string, readonly [number, number]> {
    const names = new Map<string, readonly [number, number]>();
    for (let i = 0; i < this.written.length; i++)
      this.madeOf(i).forEach(({ name }, row) => {
        if (!names.has(name)) names.set(name, [i, row]);
      });
    return names;
  }

  private setupNames(): Set<string> {
    const names = new Set<string>();
    const add = (value: unknown, row?: Row): void => {
      for (const name of setupsNamed(value)) names.add(row ? filledKey(name, row.values) : name);
    };
    const [first] = this.written;
    add(first?.defaults);
    for (const [i, { value }] of this.written.entries()) {
      if (own(value, "setup") === undefined) continue;
      for (const { row } of this.madeOf(i)) add(value, row);
    }
    return names;
  }

  private madeOf(i: number): readonly Made[] {
    const known = this.known[i]!;
    known.made ??= madeOf(this.written[i]!);
    return known.made;
  }

  /** A case that begins where another ends hangs on that one, and one that others begin after is judged otherwise. */
  private forget(before: Cases): void {
    if (!this.namesSetups() && !before.namesSetups()) return;
    for (const [i, { value, defaults }] of this.written.entries()) {
      if (this.known[i] !== before.known[i]) continue;
      const made = this.madeOf(i);
      const hangs = own(value, "setup") !== undefined || own(defaults, "setup") !== undefined;
      if (hangs || made.some(({ name }) => this.isSetup(name) !== before.isSetup(name))) this.known[i] = { made };
    }
  }

  private namesSetups(): boolean {
    const [first] = this.written;
    return (
      own(first?.defaults, "setup") !== undefined || this.written.some(({ value }) => own(value, "setup") !== undefined)
    );
  }
}

/** The names under `setup`: one, or a list of them. */
function setupsNamed(value: unknown): readonly string[] {
  const setup = own(value, "setup");
  return (Array.isArray(setup) ? setup : [setup]).filter((name) => typeof name === "string");
}

/** A case without a name is called by its number, and one of several rows that says nothing of its row by the row too. */
export function madeOf(written: Written): readonly Made[] {
  const { value, path, index } = written;
  const name = text(own(value, "name")) ?? `case ${index + 1}`;
  const rows = rowsOf(value, path);
  if (!rows) return [{ written, name }];
  return rows.map((row) => {
    const called = filledKey(name, row.values);
    return { written, row, name: called === name ? `${name} (${rowInWords(row)})` : called };
  });
}

function tableOf({ value, path, defaults }: Written): Table[] {
  const rows = rowsOf(value, path);
  if (!rows) return [];
  const { each: _, ...said } = value as Json;
  return [{ path, rows, placeholders: placeholdersIn(said, defaults) }];
}

/** What tells a row from others, for people: its plain values. */
function rowInWords({ values, path }: Row): string {
  const plain = Object.values(values).filter((value) => typeof value !== "object" && value !== "");
  const words = plain.map((value) => oneLine(String(value))).join(", ");
  return words === "" ? `row ${Number(path.at(-1)) + 1}` : words.length > 60 ? `${words.slice(0, 59)}…` : words;
}

function oneLine(words: string): string {
  return words.slice(0, 60).replace(/\s+/g, " ").trim();
}

const known = new WeakMap<FlowTest, Cases>();

/** The tests of a file, of which no case is read yet; `bringsFlow` tells of a case's value whether a flow may be in it. */
export function testsWith(
  cases: Cases,
  bringsFlow: (value: unknown) => boolean,
  { flow, skills }: Pick<FlowTest, "flow" | "skills">,
): FlowTest {
  let all: readonly Case[] | undefined;
  const tests: FlowTest = {
    flow,
    skills,
    get caseFlows() {
      return cases.written.flatMap(({ value }, i) =>
        bringsFlow(value) ? (cases.at(i).find((one) => one.flow)?.flow ?? []) : [],
      );
    },
    get cases() {
      all ??= cases.all();
      return all;
    },
    get tables() {
      return cases.written.flatMap(tableOf);
    },
  };
  known.set(tests, cases);
  return tests;
}

/** The cases of tests as they are written, without reading them. */
export function casesOf(tests: FlowTest | undefined): Cases | undefined {
  return tests && known.get(tests);
}
