import type { Flow } from "../flow/flow.ts";
import type { Setup } from "../simulate/state.ts";
import type { Dialect } from "./dialect.ts";
import { flowyteDialect } from "./flowyte/dialect.ts";
import { voicetestDialect } from "./voicetest/dialect.ts";
import { yapprDialect } from "./yappr/dialect.ts";

/** What a search knows of the dialect that a flow is written in. */
export function dialectOf(flow: Flow, setup: Setup): Dialect {
  switch (flow.format) {
    case "yappr-flow":
      return yapprDialect(flow);
    case "flowyte-playbook":
      return flowyteDialect(flow, setup);
    case "voicetest-graph":
      return voicetestDialect(flow);
  }
}
