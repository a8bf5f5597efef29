import type { Document, Flow, TestContext } from "../engine/index.ts";
import type { Snapshot } from "./documents.ts";
import type { TestFiles } from "./testFiles.ts";
import type { Surroundings } from "./workspace.ts";

/** A file of tests whose cases walk a flow, and what they walk with. */
export interface TestsWalking {
  readonly uri: string;
  readonly snapshot: Snapshot;
  readonly document: Document;
  readonly flow: Flow;
  readonly skills: TestContext["skills"];
  readonly snapshots: TestContext["snapshots"];
}

/** What the files are looked up in. */
export interface LookUp {
  readonly testFiles: Pick<TestFiles, "of">;
  find(uri: string): Promise<Snapshot | undefined>;
  surroundings(snapshot: Snapshot): Promise<Surroundings>;
}

/** The files whose tests walk the very flow of a document, in the order of their names. */
export async function testsWalking(flow: Snapshot, { testFiles, find, surroundings }: LookUp): Promise<TestsWalking[]> {
  const found = await Promise.all(
    testFiles.of(flow.key).map(async ({ uri }): Promise<TestsWalking | undefined> => {
      const snapshot = await find(uri);
      if (!snapshot) return undefined;
      const { context } = await surroundings(snapshot);
      const { flow: walked, skills, snapshots } = context;
      if (!walked || walked !== flow.document.flow) return undefined;
      return { uri, snapshot, document: snapshot.document, flow: walked, skills, snapshots };
    }),
  );
  return found.filter((each) => each !== undefined);
}
