import { type FSWatcher, watch } from "node:fs";
import { join } from "node:path";

/** Tells of what happens in folders, by path: a file or a folder in them came, went or was written to. */
export class FolderWatch {
  private readonly watchers = new Map<string, FSWatcher>();
  private readonly changed: (path: string) => void;
  private readonly failed: (folder: string, error: Error) => void;

  /** `failed`: what happens in this folder is not told of; there may be more folders than the system allows to watch. */
  constructor(changed: (path: string) => void, failed: (folder: string, error: Error) => void) {
    this.changed = changed;
    this.failed = failed;
  }

  /**
   * From now on these folders, and no others; those below them have to be named. Whether any is new: what happened in such a
   * folder before is not told of.
   */
  watch(folders: ReadonlySet<string>): boolean {
    for (const folder of this.watchers.keys()) if (!folders.has(folder)) this.drop(folder);
    const added = [...folders].filter((folder) => !this.watchers.has(folder));
    for (const folder of added) this.add(folder);
    return added.some((folder) => this.watchers.has(folder));
  }

  close(): void {
    this.watch(new Set());
  }

  private add(folder: string): void {
    try {
      const watcher = watch(folder, (_, name) => this.tell(folder, name));
      // The folder is gone; whoever watches that above it tells of it.
      watcher.on("error", () => this.drop(folder));
      this.watchers.set(folder, watcher);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.failed(folder, error as Error);
    }
  }

  private drop(folder: string): void {
    this.watchers.get(folder)?.close();
    this.watchers.delete(folder);
  }

  private tell(folder: string, name: string | null): void {
    const path = name === null ? folder : join(folder, name);
    // It came or went; one that is there again is another one, of which this watcher would not tell.
    this.drop(path);
    this.changed(path);
  }
}
