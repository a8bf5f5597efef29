import { nodeType } from "../../../formats/flowyte/nodeTypes.ts";
import type { NodeRule } from "../../rule.ts";

/**
 * ## What it finds
 * A node whose type is written as one of the vendor's aliases: `capture` for `collect`, `action`, `call-skill`, `tool` and
 * `integration` for `skill`, `prompt`, `tts-response` and `say` for `message`, `condition` and `conditional` for `branch`.
 * ## Why it matters
 * Flowyte accepts them, so nothing is broken. But one word for one thing is easier to read and to search for, and two of
 * the aliases are names of something else besides: `prompt` is what a collect node says, `tool` what a skill node calls.
 * ## Example
 * `"type": "capture"`
 * ## Instead
 * `"type": "collect"`
 */
export const aliasType: NodeRule = {
  id: "flowyte/alias-type",
  severity: "hint",
  formats: ["flowyte-playbook"],
  fixable: true,
  checkNode(node, report) {
    const type = nodeType(node.type)?.type;
    if (type === undefined || type === node.type) return;
    const path = [...node.path, "type"];
    report({ path }, `"${node.type}" is an alias; the type is called "${type}"`, {
      fixes: [{ title: `Use the canonical type "${type}"`, safe: true, changes: [{ do: "set", path, value: type }] }],
    });
  },
};
