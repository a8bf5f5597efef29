// What lives here: the files of the Yappr dialect, as its vendor writes them: a bare `flow_config`, an agent that holds
// one, and the request body of the hosted flow test. How such a flow is walked stands in `simulate/walks/yappr.ts`.

import { object, own, text } from "../../text/value.ts";
import { bodyOf, type Format } from "../format.ts";
import { isAgent, isFlow, isNewerWorkflow, isTestBody } from "./detect.ts";
import { yapprEdits } from "./graphEdits.ts";
import { mentionsOf } from "./mentions.ts";
import { misnamed } from "./naming.ts";
import { skeleton } from "./skeleton.ts";
import { testOf } from "./test.ts";
import { toFlow } from "./toFlow.ts";
import { wanted, wantedInTest } from "./wanted.ts";

export { isNewerWorkflow } from "./detect.ts";
export { transcriptTurns } from "./test.ts";
export { toFlow } from "./toFlow.ts";

/** A bare `flow_config`. The newer workflow document is recognised here too; it gives no flow. */
export const yapprFlow: Format = {
  id: "yappr-flow",
  title: "Yappr flow",
  marks: ["flow_config_version", "next_step_id", "success_next_step_id", "error_next_step_id", "schema_version"],
  skeleton,
  detect: (value) => isFlow(value) || isNewerWorkflow(value),
  parse(source) {
    const flow = bodyOf(source);
    if (isNewerWorkflow(flow))
      return { unsupported: "This is Yappr's newer workflow document, which is not supported yet" };
    return object(flow) ? { flow: toFlow(flow, source.path, undefined, source.before?.flow) } : {};
  },
  graphEdits: yapprEdits,
  misnamed,
  wanted,
};

/** An agent, or a change to one: a prompt agent has no flow. */
export const yapprAgent: Format = {
  id: "yappr-agent",
  title: "Yappr agent",
  marks: ["flow_config", "system_prompt"],
  detect: isAgent,
  parse(source) {
    const agent = bodyOf(source);
    const flow = own(agent, "flow_config");
    return object(flow)
      ? { flow: toFlow(flow, [...source.path, "flow_config"], text(own(agent, "name")), source.before?.flow) }
      : {};
  },
};

/** The request body of the hosted flow test: one case. */
export const yapprTest: Format = {
  id: "yappr-test",
  title: "Yappr flow test",
  marks: ["transcript", "mock_tool_results"],
  detect: isTestBody,
  parse: (source) => ({ tests: testOf(bodyOf(source), source.path, source.name) }),
  mentions: mentionsOf,
  wanted: wantedInTest,
};
