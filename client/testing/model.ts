import * as vscode from "vscode";
import type { TestCase, TestsParams } from "../../server/protocol.ts";

/** What tests exist, file by file, as the server last said. Knows nothing of how they are shown. */
export class TestModel implements vscode.Disposable {
  private readonly files = new Map<string, readonly TestCase[]>();
  private readonly changed = new vscode.EventEmitter<string>();
  /** The URI of a file whose cases are other ones now, or none. */
  readonly onDidChange = this.changed.event;

  /** No cases: the file holds none any more. */
  set({ uri, cases }: TestsParams): void {
    if (cases.length > 0) this.files.set(uri, cases);
    else if (!this.files.delete(uri)) return;
    this.changed.fire(uri);
  }

  clear(): void {
    for (const uri of [...this.files.keys()]) this.set({ uri, cases: [] });
  }

  cases(uri: string): readonly TestCase[] {
    return this.files.get(uri) ?? [];
  }

  uris(): string[] {
    return [...this.files.keys()];
  }

  dispose(): void {
    this.changed.dispose();
  }
}
