import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Document, lint, read, reread } from "../../../engine/index.ts";
import "../schema/built.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const files: Readonly<Record<string, object>> = {
  "Yappr flow": {
    flow_config_version: "1",
    nodes: [
      { id: "start", type: "start", greeting: "Hello", next_step_id: "end" },
      { id: "end", type: "end", farewell: "Bye" },
    ],
  },
  "Flowyte playbook": {
    nodes: [
      { id: "a", type: "start", data: { message: "Hello" } },
      { id: "b", type: "end", data: {} },
    ],
    connections: [{ id: "c", source: "a", target: "b" }],
  },
  "voicetest graph": {
    source_type: "custom",
    entry_node_id: "a",
    nodes: {
      a: { id: "a", state_prompt: "Hello", node_type: "conversation", transitions: [] },
      b: { id: "b", state_prompt: "Bye", node_type: "end", transitions: [] },
    },
  },
  "flow test": {
    flow: "flow.json",
    cases: [
      { name: "one", turns: ["Hello"] },
      { name: "two", turns: ["Bye"] },
    ],
  },
};

/** The flow or the tests of each version but the last, and that one, after edits in the first node or case. */
function edited(text: string): { last: Document; before: WeakRef<object>[] } {
  const before: WeakRef<object>[] = [];
  let last = read(text, "flow.json");
  lint(last);
  for (const word of ["Hello there", "Hi", "Good morning", "Welcome"]) {
    before.push(new WeakRef(last.flow ?? last.tests!));
    last = reread(last, text.replace("Hello", word));
    lint(last);
  }
  return { last, before };
}

suite("versions before the last are not kept", () => {
  for (const [title, file] of Object.entries(files))
    test(title, async () => {
      const { last, before } = edited(JSON.stringify(file, null, 2));
      await setImmediate();
      collect();
      assert.equal(last.edited, true);
      // The one just before the last may still lie on the machine's stack; a chain of them would keep all.
      assert.deepEqual(
        before.slice(0, -1).map((version) => version.deref() === undefined),
        [true, true, true],
      );
    });
});
