// What @vscode/debugadapter asks of Node's `events` and `url`, for bundles that run without Node (see esbuild.mjs): a
// session that is handed its messages emits no events of streams, and a URL is the platform's own.

export class EventEmitter {
  on(): this {
    return this;
  }

  emit(): boolean {
    return false;
  }
}

const { URL: PlatformUrl } = globalThis;

export { PlatformUrl as URL };
