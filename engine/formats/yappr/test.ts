import type { Place } from "../../flow/problem.ts";
import type { FlowTest, Mock } from "../../flowtest/model.ts";
import type { Turn } from "../../simulate/state.ts";
import type { Path } from "../../text/json.ts";
import { list, object, own } from "../../text/value.ts";
import { toFlow } from "./toFlow.ts";

/**
 * The one case in a request body of the hosted flow test, which stands at `path` in a file called `file`: named after
 * the file (Flowproof's choice), with the inline graph where it brings one along.
 */
export function testOf(body: unknown, path: Path, file: string | undefined): FlowTest {
  const flow = own(body, "flow_config");
  return {
    flow: object(flow) && { inline: toFlow(flow, [...path, "flow_config"]) },
    cases: [
      {
        name: baseName(file ?? "") || "transcript",
        place: { path },
        path,
        tags: [],
        variables: {},
        turns: transcriptTurns(own(body, "transcript")),
        turnsPlace: { path: [...path, "transcript"], part: "key" },
        turnPlaces: turnPlaces(own(body, "transcript"), [...path, "transcript"]),
        mocks: mocksOf(own(body, "mock_tool_results"), [...path, "mock_tool_results"]),
        mocksPath: [...path, "mock_tool_results"],
        confirm: [],
        options: {},
      },
    ],
  };
}

/**
 * The turns of a hosted transcript: entries of the role `user` with their `text`; where there is no `text`, `content`,
 * as one of the vendor's samples has it. Everything else is skipped, as the hosted walk does (vendor contract).
 */
export function transcriptTurns(value: unknown): Turn[] {
  return list(value).flatMap((entry) => turnOf(entry) ?? []);
}

function turnOf(entry: unknown): Turn | undefined {
  if (own(entry, "role") !== "user") return undefined;
  const said = own(entry, "text") ?? own(entry, "content");
  return typeof said === "string" ? { user: said } : undefined;
}

function turnPlaces(value: unknown, path: Path): Place[] {
  return list(value).flatMap((entry, i) => (turnOf(entry) ? { path: [...path, i] } : []));
}

/** The mocks of a request body by node id, one answer each, used at every visit. */
function mocksOf(value: unknown, path: Path): ReadonlyMap<string, Mock> {
  const mocks = new Map<string, Mock>();
  for (const [key, entry] of Object.entries(object(value) ?? {}))
    mocks.set(key, { entries: [entry], place: { path: [...path, key], part: "key" } });
  return mocks;
}

/** The last part of a path or URI without what follows its first words: `booking.yappr-test.json` is `booking`. */
function baseName(file: string): string {
  const last = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  const bare = last.replace(/\.jsonc?$/i, "").replace(/\.(?:yappr-test|flowtest)$/i, "");
  if (!file.includes("://")) return bare;
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
