import type { DebugProtocol } from "@vscode/debugprotocol";
import { type Answer, asking, commandOf, commands, type Turn } from "../../engine/index.ts";
import type { Course } from "./course.ts";

/** What came of a line that was typed into the console. */
export type Typed =
  /** The walk goes on with this. */
  | { readonly kind: "answer"; readonly answer: Answer; readonly text?: string }
  | { readonly kind: "value"; readonly value: unknown; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "wrong"; readonly why: string };

/** Takes a line: a turn of the caller while one is wanted, a command, or a question about values. */
export function typed({ play, asks }: Course, line: string): Typed {
  const wants = asks ? play.wants : undefined;
  const command = commandOf(line, wants?.kind === "turn");
  switch (command.kind) {
    case "turn":
      return wants?.kind === "turn"
        ? { kind: "answer", answer: { kind: "turn", turn: command.turn } }
        : wrong("No turn of the caller is wanted here");
    case "take":
      return taken(play, wants, command.id);
    case "mock": {
      const { name, answer } = command;
      if (wants?.kind === "tool" && (name === undefined || wants.keys.includes(name) || name === wants.tool))
        return { kind: "answer", answer: { kind: "tool", answer } };
      if (name === undefined)
        return wrong('No tool is called here; name the one that is meant: /mock step {"result": …}');
      play.mock(name, answer);
      return { kind: "text", text: `"${name}" answers this from now on` };
    }
    case "hangup":
      if (wants?.kind === "turn") return { kind: "answer", answer: { kind: "turn", turn: undefined } };
      if (wants?.kind === "tool") return { kind: "answer", answer: { kind: "tool", answer: undefined } };
      return wrong("Nothing is waited for here");
    case "value": {
      const told = asking(play.flow.format, play.state)(command.text);
      return told.ok ? { kind: "value", value: told.value, text: command.text } : wrong(told.why);
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
  if (wants?.kind === "choice") {
    const take = wants.options.findIndex((option) => option.id === id);
    if (take < 0 && id !== "stay")
      return wrong(`"${id}" is not offered; offered: ${wants.options.map((o) => o.id).join(", ")}`);
    return { kind: "answer", answer: { kind: "choice", take: take < 0 ? undefined : take, by: "person" } };
  }
  if (wants?.kind !== "turn") return wrong("There is nothing to choose here");
  const transitions = play.flow.byId.get(wants.node)?.transitions ?? [];
  const way = transitions.find((each) => each.id === id || each.target?.id === id);
  const turn: Turn = { user: way?.label || id, take: id };
  return { kind: "answer", answer: { kind: "turn", turn } };
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
  if (command === "take") return items(choicesAt(play, wants), written!.length, "value");
  if (command === "mock") {
    const tools = play.flow.nodes.flatMap(({ id, kind, tool }) =>
      kind === "tool" ? [id, ...(tool ? [tool] : [])] : [],
    );
    return items(new Set(tools), written!.length, "function");
  }
  if (wants?.kind === "turn" && command !== "value" && !before.includes("{")) return [];
  const [name = ""] = /[\w.-]*$/.exec(before) ?? [];
  return items(play.state.variables.keys(), name.length, "variable");
}

function choicesAt(play: Play, wants: Play["wants"]): string[] {
  if (wants?.kind === "choice") return wants.options.map(({ id }) => id);
  if (wants?.kind !== "turn") return [];
  const transitions = play.flow.byId.get(wants.node)?.transitions ?? [];
  return transitions.flatMap(({ id, target }) => id ?? target?.id ?? []);
}

function help(): string {
  const width = Math.max(...commands.map(({ name, takes }) => name.length + takes.length)) + 4;
  return commands.map(({ name, takes, does }) => `${`/${name} ${takes}`.padEnd(width)}${does}`).join("\n");
}

function wrong(why: string): Typed {
  return { kind: "wrong", why };
}
