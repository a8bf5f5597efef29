import { list, own, text } from "../../text/value.ts";
import { type Asked, isAt, type Wanted } from "../wanted.ts";

/** What belongs at a place of a workspace file. */
export function wanted({ path, on, value }: Asked): Wanted | undefined {
  if (on === "key") return isAt(path, "rules") || isAt(path, "overrides/*/rules") ? { names: "rules" } : undefined;
  if (isAt(path, "tests/*/flow")) return { names: "files", hold: "flow" };
  if (!isAt(path, "overrides/*/nodes/*")) return undefined;
  const files = own(list(own(value, "overrides"))[Number(path[1])], "files");
  return { names: "nodesIn", files: [files, ...list(files)].flatMap((glob) => text(glob) ?? []) };
}
