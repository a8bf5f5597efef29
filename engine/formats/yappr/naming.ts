import type { NameKind } from "../format.ts";

/**
 * Why nothing of this kind can be called `name` in a Yappr flow, as a clause. The vendor documents no characters for ids;
 * that a token has to be able to name them is Flowproof's choice.
 */
export function misnamed(of: NameKind, name: string): string | undefined {
  switch (of) {
    case "node":
      if (/\s/.test(name)) return "a node's id has no blanks in it";
      if (/[.{}]/.test(name)) return "no {{node.argument}} token could reach a node with a dot or brace in its id";
      if (name.startsWith("__global_")) return '"__global_" is kept for jumps to global nodes';
      if (name === "metadata") return "{{metadata.…}} is kept for what every call brings along";
      return stays(name);
    case "transition":
      if (name.startsWith("__global_")) return '"__global_" is kept for jumps to global nodes';
      return stays(name);
    case "variable":
      return /[\s{}]/.test(name) ? "no token could name it; it has no blanks and no braces in it" : undefined;
    default:
      return undefined;
  }
}

function stays(name: string): string | undefined {
  return name === "stay" ? 'traces say "stay" where nothing is chosen' : undefined;
}
