import { runAll } from "../host/harness.ts";
export const run = () => runAll({});
