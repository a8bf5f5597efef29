import type { Exit, NodeKind } from "../../flow/flow.ts";

/** What one of the vendor's node types is. */
export interface NodeType {
  /** The canonical word. */
  readonly type: string;
  readonly kind: NodeKind;
  /** Other words the vendor accepts for it. */
  readonly aliases: readonly string[];
  /** The handles by which a connection may leave it. */
  readonly handles: readonly string[];
  readonly exits: readonly Exit[];
  /** The keys its `data` knows. */
  readonly data: readonly string[];
  /** Those of them without which the node does nothing sensible (Flowproof's choice: the vendor names none). */
  readonly required: readonly string[];
}

const stops: Exit = {
  handle: "success",
  severity: "error",
  consequence: "a walk stops here",
  vendorCode: "flowyte/dead-end",
};

/** The node types with their aliases and handles (vendor contract); `condition` of a branch is Flowproof's choice. */
export const nodeTypes: readonly NodeType[] = [
  {
    type: "start",
    kind: "start",
    aliases: [],
    handles: ["success"],
    exits: [stops],
    data: ["message"],
    required: [],
  },
  {
    type: "collect",
    kind: "collect",
    aliases: ["capture"],
    handles: ["success", "needs_input"],
    exits: [stops],
    data: ["slot", "prompt", "allow_dtmf", "dtmf_length", "dtmf_terminator"],
    required: ["slot", "prompt"],
  },
  {
    type: "skill",
    kind: "tool",
    aliases: ["action", "call-skill", "tool", "integration"],
    handles: ["success", "needs_input"],
    exits: [
      stops,
      {
        handle: "needs_input",
        severity: "hint",
        consequence: "a walk that lacks an argument, or whose caller says no, stops here",
        vendorCode: "flowyte/dead-end",
      },
    ],
    data: ["tool", "args", "output"],
    required: ["tool"],
  },
  {
    type: "message",
    kind: "message",
    aliases: ["prompt", "tts-response", "say"],
    handles: ["success"],
    exits: [stops],
    data: ["text"],
    required: ["text"],
  },
  {
    type: "branch",
    kind: "logic",
    aliases: ["condition", "conditional"],
    handles: ["true", "false"],
    exits: [
      { ...stops, handle: "true" },
      {
        handle: "false",
        severity: "hint",
        consequence: "a walk ends there without an error",
        vendorCode: "flowyte/dead-end",
        ends: true,
      },
    ],
    data: ["condition"],
    required: ["condition"],
  },
  { type: "end", kind: "end", aliases: [], handles: [], exits: [], data: [], required: [] },
];

const byWord = new Map(nodeTypes.flatMap((each) => [each.type, ...each.aliases].map((word) => [word, each] as const)));

/**
 * The node type that `word` names, by its own name or an alias; undefined for any other word. Case counts (the vendor
 * says nothing about it; Flowproof's choice).
 */
export function nodeType(word: string): NodeType | undefined {
  return byWord.get(word);
}
