import * as vscode from "vscode";
import type { FollowParams, RerunParams, RunTarget } from "../../server/protocol.ts";
import type { Server } from "../server.ts";
import { Teller } from "./tell.ts";
import type { TestTree } from "./tree.ts";

// Naming more items than this in a request costs more than it tells.
const mostNamed = 500;

interface Followed {
  readonly request: vscode.TestRunRequest;
  readonly params: FollowParams;
}

/** A rerun that lasts: what its verdicts are told to. */
interface Lasting {
  readonly run: vscode.TestRun;
  readonly teller: Teller;
}

/**
 * Continuous runs. The server says which cases run again; each time is a run of its own in VS Code, which marks nothing as
 * waiting or running: until there is a verdict the last one stands.
 */
export class Following implements vscode.Disposable {
  private readonly tree: TestTree;
  private readonly server: Server;
  private readonly followed = new Map<string, Followed>();
  private readonly lasting = new Map<string, Lasting>();
  private readonly disposables: vscode.Disposable[];
  private count = 0;

  constructor(tree: TestTree, server: Server) {
    this.tree = tree;
    this.server = server;
    this.disposables = [
      // What the server before was asked to follow, the new one does not know.
      server.onStarted(() => this.followAll()),
      server.onStopped(() => this.endAll()),
      server.onRerun((rerun) => this.begin(rerun)),
      server.onResults(({ run, results }) => {
        const lasting = this.lasting.get(run);
        for (const verdict of lasting ? results : []) {
          const item = tree.item(verdict.uri, verdict.id);
          if (item) lasting?.teller.verdict(item, verdict);
        }
      }),
      server.onRerunEnded(({ run }) => void this.end(run)),
    ];
  }

  /** Follows what a request names until its token says no more. */
  follow(request: vscode.TestRunRequest, token: vscode.CancellationToken): void {
    const follow = `follow-${++this.count}`;
    const params: FollowParams = {
      follow,
      ...(request.include && { include: this.target(request.include) }),
      exclude: this.target(request.exclude ?? []),
    };
    this.followed.set(follow, { request, params });
    void this.server.follow(params);
    token.onCancellationRequested(() => {
      this.followed.delete(follow);
      void this.server.unfollow({ follow });
    });
  }

  dispose(): void {
    this.endAll();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private followAll(): void {
    for (const { params } of this.followed.values()) void this.server.follow(params);
  }

  private begin({ follow, run: id, files }: RerunParams): void {
    const { request } = this.followed.get(follow) ?? {};
    if (!request) return;
    const named = files.reduce((sum, { ids }) => sum + ids.length, 0) <= mostNamed;
    const items = files.flatMap(({ uri, ids }) => (named ? ids.map((each) => this.tree.item(uri, each)) : []));
    const include = named ? items.filter((item) => item !== undefined) : request.include;
    const again = new vscode.TestRunRequest(include, undefined, request.profile, true, true);
    const run = this.tree.controller.createTestRun(again, undefined, false);
    this.lasting.set(id, { run, teller: new Teller(run) });
  }

  private async end(id: string): Promise<void> {
    const lasting = this.lasting.get(id);
    this.lasting.delete(id);
    await lasting?.teller.done();
    lasting?.run.end();
  }

  private endAll(): void {
    for (const id of [...this.lasting.keys()]) void this.end(id);
  }

  private target(items: readonly vscode.TestItem[]): RunTarget {
    return items.map((item) => this.tree.target(item));
  }
}
