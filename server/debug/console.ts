import type { DebugProtocol } from "@vscode/debugprotocol";
import { type Answer, asking, commandOf, commands, indexNamed, type Turn } from "../../engine/index.ts";
import type { Course } from "./course.ts";

/** What came of a line that was typed into the console. */
export type Typed =
  /** The walk goes on with this. */
  | { readonly kind: "answer"; readonly answer: Answer; readonly text: string }
  | { readonly kind: "value"; readonly value: unknown; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "wrong"; readonly why: string };

/** Takes a line: a turn of the caller while one is wanted, a command, or a question about values. */
export function typed({ play, asks, asked }: Course, line: string): Typed {
  const wants = asks ? play.wants : undefined;
  const instead = (why: string): Typed => wrong(asked === undefined ? why : `${why}; ${asked}`);
  const command = commandOf(line, wants?.kind === "turn");
  switch (command.kind) {
    case "turn":
      return wants?.kind === "turn"
        ? { kind: "answer", answer: { kind: "turn", turn: command.turn }, text: "The caller does nothing" }
        : instead("No turn of the caller is wanted here");
    case "take":
      return taken(play, wants, command.id);
    case "mock": {
      const { name, answer } = command;
      if (wants?.kind === "tool" && (name === undefined || wants.keys.includes(name) || name === wants.tool))
        return { kind: "answer", answer: { kind: "tool", answer }, text: `"${wants.node}" is answered` };
      if (name === undefined)
        return instead('No tool is called here; name the one that is meant: /mock step {"result": …}');
      if (!toolsOf(play).has(name)) return instead(`No node calls a tool of the name "${name}"`);
      play.mock(name, answer);
      return { kind: "text", text: `"${name}" answers this from now on` };
    }
    case "hangup":
      if (wants?.kind === "turn")
        return { kind: "answer", answer: { kind: "turn", turn: undefined }, text: "The caller hangs up" };
      if (wants?.kind === "tool")
        return { kind: "answer", answer: { kind: "tool", answer: undefined }, text: `"${wants.node}" gets no answer` };
      return wrong("Nothing is waited for here");
    case "value": {
      const told = asking(play.flow.format, play.state)(command.text);
      if (!told.ok) return instead(told.why);
      if (told.value === undefined) return instead(`Nothing has bound ${command.text}`);
      return { kind: "value", value: told.value, text: command.text };
    }
    case "help":
      return { kind: "text", text: help() };
    case "wrong":
      return wrong(command.why);
  }
}

type Play = Course["play"];

/** A choice by its id; at a turn, one that takes it: the caller is given the words of its label. */
function taken(play: Play, wants: Play["wants"], id: string): Typed {
  const options = wants ? play.offered : [];
  if (options.length === 0) return wrong("There is nothing to choose here");
  const index = indexNamed(id, options);
  const stays = index < 0 && id.toLowerCase() === "stay";
  if (index < 0 && !stays)
    return wrong(`"${id}" is not offered; offered: ${options.map((option) => option.id).join(", ")}, stay`);
  const text = stays ? "Nothing is taken" : `"${options[index]!.id}" is taken`;
  if (wants?.kind === "choice")
    return { kind: "answer", answer: { kind: "choice", take: stays ? undefined : index, by: "person" }, text };
  const turn: Turn = { user: options[index]?.label || id, take: id };
  return { kind: "answer", answer: { kind: "turn", turn }, text };
}

/** What can be typed next: commands, choices, tools, or variables. */
export function completions(
  { play, asks }: Course,
  { text, column }: DebugProtocol.CompletionsArguments,
): DebugProtocol.CompletionItem[] {
  const before = text.slice(0, Math.max(0, column));
  const [, command, written] = /^\s*\/(\w+)\s+(\S*)$/.exec(before) ?? [];
  const wants = asks ? play.wants : undefined;
  const items = (names: Iterable<string>, length: number, type: DebugProtocol.CompletionItemType, detail?: string) =>
    [...names].map((label) => ({ label, type, detail, start: before.length - length, length }));
  if (/^\s*\/\w*$/.test(before)) {
    const length = before.trimStart().length;
    return commands.flatMap(({ name, does }) => items([`/${name}`], length, "keyword", does));
  }
  if (command === "take")
    return items(wants ? new Set(play.offered.map(({ id }) => id)) : [], written!.length, "value");
  if (command === "mock") return items(toolsOf(play), written!.length, "function");
  if (wants?.kind === "turn" && command !== "value" && !before.includes("{")) return [];
  const [name = ""] = /[\w.-]*$/.exec(before) ?? [];
  return items(play.state.variables.keys(), name.length, "variable");
}

/** The names by which a mock can be given. */
function toolsOf({ flow }: Play): ReadonlySet<string> {
  return new Set(flow.nodes.flatMap(({ id, kind, tool }) => (kind === "tool" ? [id, ...(tool ? [tool] : [])] : [])));
}

function help(): string {
  const width = Math.max(...commands.map(({ name, takes }) => name.length + takes.length)) + 4;
  return commands.map(({ name, takes, does }) => `${`/${name} ${takes}`.padEnd(width)}${does}`).join("\n");
}

function wrong(why: string): Typed {
  return { kind: "wrong", why };
}
