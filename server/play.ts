import type { Location } from "vscode-languageserver";
import {
  type Case,
  type CaseResult,
  type Flow,
  fragileAmong,
  fragileWords,
  type Given,
  locate,
  runCase,
  traceLines,
} from "../engine/index.ts";
import type { Snapshot } from "./documents.ts";
import type { CaseVerdict } from "./protocol.ts";
import { type WalkOf, walkOf } from "./traces.ts";
import type { Surroundings } from "./workspace.ts";

export interface PlayHost {
  now(): number;
  /** A case was run; what it walked. */
  ran(uri: string, id: string, walk: WalkOf): void;
}

/** The cases of one version of a file, run and told in terms of the editor. */
export class Play {
  private readonly snapshot: Snapshot;
  private readonly around: Surroundings;
  private readonly host: PlayHost;
  private readonly nodes = new Map<Flow, Map<string, Location>>();

  constructor(snapshot: Snapshot, around: Surroundings, host: PlayHost) {
    this.snapshot = snapshot;
    this.around = around;
    this.host = host;
  }

  /** What a case is run with. */
  given(testCase: Case, id: string): Given {
    const { flow, skills, why, snapshots } = this.around.context;
    return { testCase, flow, skills, why, snapshot: snapshots?.get(id.slice(this.snapshot.uri.length + 1)) };
  }

  run(testCase: Case, id: string): CaseResult {
    const { flow, skills, why, snapshots } = this.around.context;
    const { uri } = this.snapshot;
    const result = runCase(testCase, flow, { skills, now: () => this.host.now(), file: uri, id, why, snapshots });
    const { status, message, failures } = result;
    this.host.ran(uri, id, walkOf(testCase, this.snapshot, this.around, { status, message, failures }));
    return result;
  }

  /** What the editor is told; `uri` is the file as whoever asked spells it. */
  verdict(testCase: Case, result: CaseResult, uri: string, { traced }: { readonly traced: boolean }): CaseVerdict {
    const { document } = this.snapshot;
    const fragile = fragileWords(fragileAmong(result.choices));
    return {
      uri,
      id: result.id,
      status: result.status,
      duration: result.durationMs,
      message: result.message,
      failures: result.failures.map(({ message, expected, actual, place }) => ({
        message,
        expected,
        actual,
        range: this.snapshot.range(locate(document, place)),
      })),
      trace: traced ? this.trace(testCase, result) : [],
      ...(fragile !== undefined && { fragile }),
    };
  }

  private trace(testCase: Case, result: CaseResult): CaseVerdict["trace"] {
    const flow = testCase.flow ?? this.around.context.flow;
    if (!flow) return [];
    const places = this.placesIn(flow, testCase.flow ? this.snapshot : this.around.flowIn);
    return traceLines(result, flow).map(({ text, node }) => ({
      text,
      at: node === undefined ? undefined : places.get(node),
    }));
  }

  /** Where the nodes of a flow are written; worked out once, many cases walk the same ones. */
  private placesIn(flow: Flow, file: Snapshot | undefined): ReadonlyMap<string, Location> {
    let places = this.nodes.get(flow);
    if (!places) {
      places = new Map();
      if (file)
        for (const [id, { idPlace }] of flow.byId)
          places.set(id, { uri: file.uri, range: file.range(locate(file.document, idPlace)) });
      this.nodes.set(flow, places);
    }
    return places;
  }
}
