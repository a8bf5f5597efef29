import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keypadOf, type Pressed, press } from "../../../engine/simulate/flowyte/keypad.ts";

const value = (of: string, rest = ""): Pressed => ({ kind: "value", value: of, rest });
const more = (keys: string): Pressed => ({ kind: "more", keys });
const refused = (reason: string, rest = ""): Pressed => ({ kind: "refused", reason, rest });

const presses: readonly [length: number | undefined, terminator: string, held: string, keys: string, Pressed][] = [
  // a length
  [5, "#", "", "02139", value("02139")],
  [5, "#", "", "021", more("021")],
  [5, "#", "021", "39", value("02139")],
  [5, "#", "021", "", more("021")],
  [5, "#", "", "0213999", value("02139", "99")],
  [5, "#", "", "02139#", value("02139", "#")],
  [5, "#", "", "021#", refused("dtmf incomplete")],
  [5, "#", "02", "1#39", refused("dtmf incomplete", "39")],
  [5, "*", "", "021*", refused("dtmf incomplete")],
  [5, "*", "", "021#9", value("021#9")],
  [3, "#", "", "1*2", value("1*2")],
  [1, "#", "", "#", refused("dtmf incomplete")],
  [1, "#", "", "7", value("7")],
  [3, "9", "", "129", refused("dtmf incomplete")],
  // no length
  [undefined, "#", "", "123#", value("123")],
  [undefined, "#", "", "123", more("123")],
  [undefined, "#", "123", "45#", value("12345")],
  [undefined, "#", "123", "#", value("123")],
  [undefined, "#", "", "12#34", value("12", "34")],
  [undefined, "#", "", "#", refused("dtmf empty")],
  [undefined, "#", "", "#12", refused("dtmf empty", "12")],
  [undefined, "*", "", "1#2*", value("1#2")],
  [undefined, "#", "", "*1#", value("*1")],
  [undefined, "0", "", "1230", value("123")],
  [undefined, "#", "", "007#", value("007")],
];

describe("keys pressed at a collect", () => {
  for (const [length, terminator, held, keys, expected] of presses)
    test(`${length ?? "any"} ${terminator}: ${held}+${keys}`, () => {
      assert.deepEqual(press({ length, terminator }, held, keys), expected);
    });
});

describe("the keypad of a collect", () => {
  const keypads: readonly [data: unknown, keypad: ReturnType<typeof keypadOf>][] = [
    [{}, undefined],
    [undefined, undefined],
    [{ allow_dtmf: "true" }, undefined],
    [{ allow_dtmf: false, dtmf_length: 5 }, undefined],
    [{ allow_dtmf: true }, { length: undefined, terminator: "#" }],
    [
      { allow_dtmf: true, dtmf_length: 5, dtmf_terminator: "*" },
      { length: 5, terminator: "*" },
    ],
    [
      { allow_dtmf: true, dtmf_length: 0, dtmf_terminator: "" },
      { length: undefined, terminator: "#" },
    ],
    [
      { allow_dtmf: true, dtmf_length: 2.5, dtmf_terminator: "##" },
      { length: undefined, terminator: "#" },
    ],
    [
      { allow_dtmf: true, dtmf_length: "5", dtmf_terminator: 0 },
      { length: undefined, terminator: "#" },
    ],
    [
      { allow_dtmf: true, dtmf_terminator: "0" },
      { length: undefined, terminator: "0" },
    ],
  ];
  for (const [data, keypad] of keypads)
    test(JSON.stringify(data) ?? "no data", () => assert.deepEqual(keypadOf(data), keypad));
});
