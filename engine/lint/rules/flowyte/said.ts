/** What the agent says is called `text` in a message node, `prompt` in a collect node and `message` in a start node. */
const said: ReadonlySet<string> = new Set(["text", "prompt", "message"]);

/** Whether one key is the name that another has in nodes of another type. */
export function standsFor(key: string, other: string): boolean {
  return key !== other && said.has(key) && said.has(other);
}
