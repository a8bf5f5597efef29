import * as vscode from "vscode";
import type { CoverageResult, CoveredFile, CoveredNode, TraceLine } from "../../server/protocol.ts";
import type { Server } from "../server.ts";
import { placed } from "./trace.ts";
import type { TestTree } from "./tree.ts";

/**
 * Shows what runs cover in VS Code's own way: a node is a declaration and a statement, its transitions and both answers of
 * its conditions are branches. What of a file was covered where is asked for when somebody looks.
 */
export class Coverage implements vscode.Disposable {
  private readonly tree: TestTree;
  private readonly server: Server;
  private readonly profile: vscode.TestRunProfile;
  /** The run that a file's coverage comes from. */
  private readonly runs = new WeakMap<vscode.FileCoverage, string>();

  constructor(tree: TestTree, server: Server, run: (request: vscode.TestRunRequest) => Thenable<void>) {
    this.tree = tree;
    this.server = server;
    this.profile = tree.controller.createRunProfile("Coverage", vscode.TestRunProfileKind.Coverage, run, true);
    this.profile.loadDetailedCoverage = (_, file, token) => this.details(file, undefined, token);
    this.profile.loadDetailedCoverageForTest = (_, file, item, token) => this.details(file, item, token);
  }

  /** Whether what a run covers is to be measured. */
  isWantedBy({ profile }: vscode.TestRunRequest): boolean {
    return profile?.kind === vscode.TestRunProfileKind.Coverage;
  }

  /** Hands over what a run covered; `id` is what the server calls the run. */
  show(run: vscode.TestRun, id: string, files: readonly CoveredFile[]): void {
    run.onDidDispose(() => this.server.coverageOver({ run: id }));
    for (const file of files) {
      const shown = this.fileCoverage(file);
      this.runs.set(shown, id);
      run.addCoverage(shown);
      run.appendOutput(outOfReach(file));
    }
  }

  dispose(): void {
    this.profile.dispose();
  }

  private fileCoverage({ uri, nodes, transitions, conditions, tests }: CoveredFile): vscode.FileCoverage {
    const branches = {
      covered: transitions.covered + conditions.covered,
      total: transitions.total + conditions.total,
    };
    const items = tests.flatMap(({ uri, ids = [] }) => ids.flatMap((id) => this.tree.item(uri, id) ?? []));
    return new vscode.FileCoverage(
      vscode.Uri.parse(uri),
      nodes,
      branches.total > 0 ? branches : undefined,
      nodes,
      items.length > 0 ? items : undefined,
    );
  }

  private async details(
    file: vscode.FileCoverage,
    item: vscode.TestItem | undefined,
    token: vscode.CancellationToken,
  ): Promise<vscode.FileCoverageDetail[]> {
    const run = this.runs.get(file);
    const test = item && this.tree.nameOf(item);
    if (run === undefined || (item && !test)) return [];
    const nodes: CoverageResult = await this.server.coverage({ run, uri: file.uri.toString(), test }, token);
    return (nodes ?? []).flatMap(detailsOf);
  }
}

function detailsOf({ name, hits, range, parts, branches }: CoveredNode): vscode.FileCoverageDetail[] {
  const ways = branches.map(({ label, hits, range }) => new vscode.BranchCoverage(hits, rangeOf(range), label));
  return [
    new vscode.DeclarationCoverage(name, hits, rangeOf(range)),
    // The branches are the node's; where its text is in pieces they hang on the first, which alone says how often.
    ...parts.map((part, i) =>
      i === 0
        ? new vscode.StatementCoverage(hits, rangeOf(part), ways)
        : new vscode.StatementCoverage(hits > 0, rangeOf(part)),
    ),
  ];
}

function rangeOf({ start, end }: CoveredNode["range"]): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** VS Code knows covered and not covered; what no case can come to is neither, so the output tells of it. */
function outOfReach({ uri, outOfReach }: CoveredFile): string {
  if (outOfReach.length === 0) return "";
  const name = vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
  const lines = outOfReach.map((line: TraceLine) => `  ${placed(line)}`);
  return `${[`${name}: no case can come to`, ...lines].join("\r\n")}\r\n\r\n`;
}
