import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { slip } from "../../../engine/text/slip.ts";

/** What is written, what there is, and what was surely meant. */
const table: readonly [word: string, names: string, meant: string | undefined][] = [
  ["custmer_name", "customer_name order_id", "customer_name"],
  ["cusotmer_name", "customer_name", "customer_name"],
  ["customerName", "customer_name", "customer_name"],
  ["Customer-Name", "customer_name", "customer_name"],
  ["zipcode", "zip_code", "zip_code"],
  ["adress", "address", "address"],
  ["date_1", "date_2", undefined],
  ["slot2", "slot3", undefined],
  ["min_age", "max_age", undefined],
  ["first_name", "last_name", undefined],
  ["is_new", "is_now", undefined],
  ["customer", "customer_name", undefined],
  ["custmer_nme", "customer_name", undefined],
  ["zpi", "zip", undefined],
  ["address", "adress addres", undefined],
  ["zip", "zip", undefined],
  ["", "a", undefined],
];

suite("a slip", () => {
  for (const [word, names, meant] of table)
    test(`${word} among ${names}`, () => assert.equal(slip(word, names.split(" ")), meant));
});
