// From an edit to the verdicts in a continuous run: the real server process over stdio, unsaved edits, as an editor sends
// them.

import { Follow, type FollowParams } from "../server/protocol.ts";
import { Client } from "../test/server/client.ts";
import { yappr } from "./cases.ts";
import { table } from "./measure.ts";

const folder = "file:///bench";
const flowUri = `${folder}/flow.json`;
const testUri = `${folder}/flow.flowtest.json`;
const ROUNDS = 15;

/**
 * Rows: how many cases there are, how many of them an edit can affect, and the milliseconds from sending it until the last
 * verdict is here; the pause in typing that the server waits for is part of it.
 */
export async function continuousRun(): Promise<string> {
  const rows = [["cases", "that the edit can affect", "median ms from edit to last verdict", "slowest of 15"]];
  for (const total of [100, 1000, 10000]) {
    const flow = JSON.stringify(yappr(0).flow_config, null, 2);
    // One case goes all the way; the others leave at the first question.
    const short = { turns: ["no goodbye"], expect: { outcome: "ended", ended_at: "end" } };
    const cases = Array.from({ length: total }, (_, n) => (n === 0 ? yappr(0).test : { name: `case ${n}`, ...short }));
    const tests = JSON.stringify({ flow: "./flow.json", cases }, null, 1);
    await using client = await Client.start({ folders: [folder], files: { [flowUri]: flow, [testUri]: tests } });
    client.list();
    client.open(testUri, tests);
    client.open(flowUri, flow);
    await client.tests(testUri);
    client.send(Follow, { follow: "bench" } satisfies FollowParams);
    await ended(client, total);
    let version = 1;
    for (const [detail, affected] of [
      ["detail 9", 1],
      ["detail 0", total],
    ] as const) {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const text = flow.replace(`Caller gave ${detail}`, `Caller gave ${detail} ${round}`);
        const start = performance.now();
        client.change(flowUri, ++version, { text });
        await ended(client, affected);
        times.push(performance.now() - start);
      }
      times.sort((a, b) => a - b);
      rows.push([
        total.toLocaleString("en"),
        affected.toLocaleString("en"),
        times[times.length >> 1]!.toFixed(0),
        times.at(-1)!.toFixed(0),
      ]);
    }
  }
  return table(rows);
}

/** Waits for the end of the next rerun; throws unless it ran so many cases, and all passed. */
async function ended(client: Client, expected: number): Promise<void> {
  const { run } = await client.when("rerun", () => true);
  await client.when("rerunEnded", (told) => told.run === run);
  const results = client.all("results").flatMap((told) => (told.run === run ? told.results : []));
  const passed = results.filter(({ status }) => status === "passed").length;
  if (results.length !== expected || passed !== expected)
    throw new Error(`${passed} of ${results.length} cases passed, expected ${expected} to run and pass`);
}
