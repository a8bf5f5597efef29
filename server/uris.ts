import { URI, Utils } from "vscode-uri";

/** What a file is known by: one spelling of its URI, however a client encodes drive letters and blanks. */
export type Key = string;

/** The key of a URI. Never throws: what is no URI is its own key. */
export function keyOf(uri: string): Key {
  try {
    return URI.parse(uri).toString();
  } catch {
    return uri;
  }
}

/**
 * The URI of a file that another file names, or undefined where a path has nothing to start from: an untitled document
 * lies in no folder. Slashes part folders everywhere; on a Windows drive backslashes do so too.
 */
export function resolve(from: string, reference: string): string | undefined {
  const base = URI.parse(from);
  if (base.scheme === "untitled" || !base.path.startsWith("/")) return undefined;
  const path = drive.test(base.path) ? reference.replaceAll("\\", "/") : reference;
  if (/^[A-Za-z]:\//.test(path)) return Utils.resolvePath(base, `/${path}`).toString();
  return Utils.resolvePath(Utils.dirname(base), path).toString();
}
const drive = /^\/[A-Za-z]:\//;

/** How a file names another: the path from its folder, decoded; undefined where none leads there. */
export function pathTo(from: Key, other: Key): string | undefined {
  const [start, end] = [folderOf(from).split("/"), other.split("/")];
  const shared = start.findIndex((part, i) => part !== end[i]);
  // The scheme and the host have to be the same: `file:`, nothing, and nothing again.
  if (shared < 3) return undefined;
  const up = start.slice(shared, -1).map(() => "..");
  return [...up, ...end.slice(shared).map(decodeURIComponent)].join("/");
}

/** The path of a URI, decoded: what formats recognise names by. */
export function pathOf(uri: string): string {
  try {
    return URI.parse(uri).path;
  } catch {
    return uri;
  }
}

/** The name of a file, without its folders. */
export function nameOf(uri: string): string {
  const path = pathOf(uri);
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The folder of a file, as a key that ends in a slash. */
export function folderOf(key: Key): Key {
  return key.slice(0, key.lastIndexOf("/") + 1);
}

/** A folder's key as the beginning that the keys of all files in it share. */
export function asFolder(uri: string): Key {
  const key = keyOf(uri);
  return key.endsWith("/") ? key : `${key}/`;
}

/** A file's path below a folder, decoded; undefined for a file that lies elsewhere. */
export function pathBelow(folder: Key, key: Key): string | undefined {
  return key.startsWith(folder) ? pathOf(key).slice(pathOf(folder).length) : undefined;
}
