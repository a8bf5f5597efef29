import type { Flow } from "../../flow/flow.ts";
import { remember } from "../../text/remember.ts";
import { own } from "../../text/value.ts";
import type { WalkProblem } from "../state.ts";

/**
 * Why a flow cannot be walked at all; empty for one that can. Everything else that is wrong with it shows when the walk
 * gets there (which is which is Flowproof's choice).
 */
export const refusalOf: (flow: Flow) => readonly WalkProblem[] = remember((flow: Flow) => {
  const problems: WalkProblem[] = [];
  const say = (message: string, node?: string): void => {
    problems.push({ node, message });
  };
  if (!Array.isArray(own(flow.value, "nodes"))) say("The flow has no list of nodes");
  else if (flow.starts.length === 0) say('The flow has no node of the type "start", so there is nowhere to begin');
  if (flow.starts.length > 1) say(`The flow has ${flow.starts.length} start nodes; a walk needs exactly one`);
  const nameless = flow.nodes.findIndex((node) => node.id === "");
  if (nameless >= 0) say(`Node ${nameless + 1} of the flow has no id`);
  const strange = flow.nodes.find((node) => node.kind === "unknown");
  if (strange) say(`"${strange.id}" has the type "${strange.type}", which is none of this format's`, strange.id);
  const twice = flow.duplicates[0];
  if (twice) say(`Two nodes have the id "${twice.id}"`, twice.id);
  return problems;
});
