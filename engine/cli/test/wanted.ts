import { listOf, type Parsed } from "../command.ts";
import type { Wanted } from "./select.ts";

/** Which cases `--grep` and `--tag` ask for. */
export function wantedBy({ grep, tag }: Parsed["options"]): Wanted {
  const tags = listOf(tag).flatMap((tags) => tags.split(","));
  const named = tags.map((each) => each.trim()).filter((each) => each !== "");
  return {
    grep: typeof grep === "string" ? grep : undefined,
    tags: named.filter((each) => !each.startsWith("!")),
    without: named.filter((each) => each.startsWith("!")).map((each) => each.slice(1)),
  };
}
