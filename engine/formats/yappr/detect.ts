import { list, object, own } from "../../text/value.ts";

/**
 * Whether a value is a `flow_config`: it says its version, or it lists nodes of which one uses keys that only this
 * vendor uses. Other vendors list nodes too, with their edges beside them or a named entry (Flowproof's choice).
 */
export function isFlow(value: unknown): boolean {
  if (!object(value)) return false;
  // Programs that keep records of runs write down a version as well, but beside other things than a graph.
  if (own(value, "flow_config_version") !== undefined && own(value, "flow_config") === undefined)
    return own(value, "nodes") !== undefined || Object.keys(value as object).every((key) => flowKeys.has(key));
  return listsNodes(value) && list(own(value, "nodes")).some(usesOurKeys);
}

/**
 * Whether a value is the vendor's newer workflow document (`schema_version`, `conversation.nodes`). What the hosted flow
 * test makes of it is not documented, so Flowproof names it and leaves it alone.
 */
export function isNewerWorkflow(value: unknown): boolean {
  return own(value, "schema_version") !== undefined && Array.isArray(own(own(value, "conversation"), "nodes"));
}

/** Whether a value is an agent of this vendor, whole or as the body of a change. */
export function isAgent(value: unknown): boolean {
  if (!object(value) || testKeys.some((key) => own(value, key) !== undefined)) return false;
  const flow = own(value, "flow_config");
  if (isFlow(flow)) return true;
  const type = own(value, "type");
  if (type !== "flow" && type !== "prompt") return false;
  if (typeof own(value, "system_prompt") === "string") return agentKeys.some((key) => own(value, key) !== undefined);
  return listsNodes(flow);
}

/**
 * Whether a value is the request body of the hosted flow test: it brings its graph along, or it has both a transcript
 * and mocks (vendor contract: the agent's saved graph is used then). A file with `cases` is a flow test of Flowproof's.
 * In a file that is named as a test, a graph that is hardly begun serves as well.
 */
export function isTestBody(value: unknown, name: string): boolean {
  if (!object(value) || own(value, "cases") !== undefined) return false;
  const transcript = Array.isArray(own(value, "transcript"));
  const mocks = object(own(value, "mock_tool_results")) !== undefined;
  if (transcript && mocks) return true;
  const flow = own(value, "flow_config");
  const named = /\.(?:yappr-test|flowtest)\.json$/.test(name);
  return (transcript || mocks) && (isFlow(flow) || listsNodes(flow) || (named && object(flow) !== undefined));
}

const flowKeys = new Set(["flow_config_version", "metadata", "_template_meta", "$schema"]);

const testKeys = ["transcript", "mock_tool_results", "cases"];

// An agent carries one of these beside its prompt; no other vendor's agent has them together with `type`.
const agentKeys = [
  "flow_config",
  "agent_speaks_first",
  "greeting_message",
  "silence_timeout_secs",
  "max_call_duration_secs",
  "max_continuous_speech_secs",
  "vad_stop_secs",
  "vad_start_secs",
  "vad_confidence",
  "lead_memory_enabled",
  "extraction_parameters",
];

/** A list of nodes without what other vendors' graphs have beside theirs. */
function listsNodes(value: unknown): boolean {
  return Array.isArray(own(value, "nodes")) && !othersKeys.some((key) => own(value, key) !== undefined);
}

const othersKeys = ["edges", "connections", "start_node_id", "entry_node_id", "initial_node"];

function usesOurKeys(node: unknown): boolean {
  if (Array.isArray(own(node, "post_end_step_ids"))) return true;
  if (own(node, "type") === "start") return own(node, "next_step_id") !== undefined;
  const transitions = own(node, "transitions");
  if (Array.isArray(transitions)) return transitions.some((each) => own(each, "next_step_id") !== undefined);
  return own(transitions, "success_next_step_id") !== undefined || own(transitions, "error_next_step_id") !== undefined;
}
