import type { Case, FlowTest } from "../../flowtest/model.ts";
import type { Path } from "../../text/json.ts";

/** A case as it stands in its file: its value, where, and the how manieth it is there. */
export interface Written {
  readonly value: unknown;
  readonly path: Path;
  readonly index: number;
  /** What was read of it. */
  read?: Case;
}

/** The cases of one version of a file, each read when it is first asked for. */
export class Cases {
  readonly written: readonly Written[];
  private readonly read: (written: Written) => Case;

  /** A case of the version before, where all stood at the same path, is kept when its value is the very one. */
  constructor(written: readonly Written[], read: (written: Written) => Case, before?: Cases) {
    this.read = read;
    this.written = written.map((now, i) => {
      const then = before?.written[i];
      return then && then.value === now.value && then.index === now.index ? then : now;
    });
  }

  /** The case that is the `i`th of those written. */
  at(i: number): Case {
    const written = this.written[i]!;
    written.read ??= this.read(written);
    return written.read;
  }

  all(): readonly Case[] {
    return this.written.map((_, i) => this.at(i));
  }
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
      return cases.written.flatMap(({ value }, i) => (bringsFlow(value) ? (cases.at(i).flow ?? []) : []));
    },
    get cases() {
      all ??= cases.all();
      return all;
    },
  };
  known.set(tests, cases);
  return tests;
}

/** The cases of tests as they are written, without reading them. */
export function casesOf(tests: FlowTest | undefined): Cases | undefined {
  return tests && known.get(tests);
}
