// What lives here: the files of the Flowyte dialect. The playbook graph and the agent are its vendor's; the form of a
// skill catalogue is Flowproof's choice. How a playbook is walked stands in `simulate/walks/flowyte.ts`.

import { object } from "../../text/value.ts";
import { bodyOf, type Format } from "../format.ts";
import { agentMarks, isAgent, isAgentPatch, isPlaybook, isSkills } from "./detect.ts";
import { flowyteEdits } from "./graphEdits.ts";
import { skillMentions } from "./mentions.ts";
import { misnamed } from "./naming.ts";
import { skeleton } from "./skeleton.ts";
import { toSkills } from "./skills.ts";
import { toFlow } from "./toFlow.ts";
import { wanted } from "./wanted.ts";

export { callsSkills, catalogueBeside, isCatalogueName } from "./catalogue.ts";
export { skillMentions } from "./mentions.ts";
export { type NodeType, nodeType, nodeTypes } from "./nodeTypes.ts";
export { type Sampled, sampledIn, toSkills } from "./skills.ts";
export { toFlow } from "./toFlow.ts";

/** The step graph of a playbook. */
export const flowytePlaybook: Format = {
  id: "flowyte-playbook",
  title: "Flowyte playbook",
  marks: ["connections"],
  skeleton,
  detect: isPlaybook,
  parse(source) {
    const graph = bodyOf(source);
    return object(graph) ? { flow: toFlow(graph, source.path, source.before?.flow) } : {};
  },
  graphEdits: flowyteEdits,
  misnamed,
  wanted,
};

/** A whole agent. It has no flow: its playbooks are files of their own. */
export const flowyteAgent: Format = {
  id: "flowyte-agent",
  title: "Flowyte agent",
  marks: agentMarks,
  detect: isAgent,
  parse: () => ({}),
};

/** A change to an agent: any subset of its editable fields. */
export const flowyteAgentPatch: Format = {
  id: "flowyte-agent-patch",
  title: "Flowyte agent update",
  marks: agentMarks,
  names: [".flowyte-agent.patch.json"],
  detect: isAgentPatch,
  parse: () => ({}),
};

/** The catalogue of an agent's skills. */
export const flowyteSkills: Format = {
  id: "flowyte-skills",
  title: "Flowyte skill catalogue",
  comments: true,
  marks: ["skills"],
  detect: isSkills,
  parse: (source) => ({ skills: toSkills(bodyOf(source), source.path) }),
  mentions: (document) => skillMentions(bodyOf(document), document.path),
};
