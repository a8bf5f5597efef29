import type { TextEdit } from "../../text/edit.ts";
import type { Span } from "../../text/json.ts";
import { nearest } from "../../text/nearest.ts";
import { conditionTokens, readOf, show, type Token, words } from "./conditionTokens.ts";
import type { Condition, ConditionProblem, Expression, Read } from "./expression.ts";

/**
 * Reads a condition. Never fails: a mistake is the condition's `error`, the first one in reading order.
 *
 *     expr  := and ("or" and)*      and := not ("and" not)*      not := "not" not | cmp
 *     cmp   := value ((== != > >= < <= contains starts_with in) value | "exists" | "is_empty")?
 *     value := {path} | path | text | number | true | false | null | [value, …] | (expr)
 *
 * `&&`, `||`, `!` and `=` are read as `and`, `or`, `not` and `==`.
 */
export function parseCondition(text: string): Condition {
  return new Parser(text).condition();
}

// Nesting is the user's and the stack is ours; nobody nests a condition by hand this deep.
const DEEPEST = 200;

/** What stands where an expression could not be read; the condition has an error then and is never evaluated. */
const nothing: Expression = { kind: "literal", value: null };

class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;
  private depth = 0;
  /** Whether the comparison read last compared anything, outside of its brackets. */
  private compared = false;
  private error: ConditionProblem | undefined;
  private readonly doubts: ConditionProblem[] = [];
  private readonly reads: Read[] = [];

  constructor(text: string) {
    this.tokens = conditionTokens(text);
  }

  condition(): Condition {
    if (this.token.kind === "end") this.fail("The condition is empty");
    const expression = this.any();
    if (!this.error && this.token.kind !== "end") this.failAtLeftOver();
    const { error, doubts, reads } = this;
    return error ? { error, doubts, reads } : { expression, doubts, reads };
  }

  private any(): Expression {
    return this.joined("any", "or", () => this.all());
  }

  private all(): Expression {
    return this.joined("all", "and", () => this.not());
  }

  private joined(kind: "any" | "all", word: "or" | "and", next: () => Expression): Expression {
    const parts: Expression[] = [];
    const spans: Span[] = [];
    const words: Span[] = [];
    for (let between: Token | undefined; ; words.push({ start: between.start, end: between.end })) {
      const { start } = this.token;
      parts.push(next());
      spans.push({ start, end: this.tokens[this.at - 1]?.end ?? start });
      between = this.take(word);
      if (!between) return parts.length === 1 ? parts[0]! : { kind, parts, spans, words };
    }
  }

  private not(): Expression {
    let negations = 0;
    let bang: Token | undefined;
    for (let token = this.take("not"); token; token = this.take("not")) {
      negations++;
      bang = token.text === "!" ? token : undefined;
    }
    const part = this.comparison();
    if (bang && this.compared)
      this.doubts.push({
        message: '"!" denies the whole comparison, not only the value after it; say so with not (…)',
        start: bang.start,
        end: bang.end,
      });
    if (negations === 0) return part;
    const once: Expression = { kind: "not", part };
    return negations % 2 === 1 ? once : { kind: "not", part: once };
  }

  private comparison(): Expression {
    const left = this.value();
    const token = this.token;
    this.compared = token.kind === "compare";
    if (token.kind === "test") {
      this.at++;
      return { kind: "test", by: token.by, of: left };
    }
    if (token.kind !== "compare") return left;
    this.at++;
    const right = this.value(token);
    this.compared = true; // brackets on the right had comparisons of their own
    return { kind: "compare", by: token.by, left, right };
  }

  private value(after?: Token): Expression {
    const token = this.token;
    switch (token.kind) {
      case "path":
        this.at++;
        this.reads.push(readOf(token));
        return { kind: "path", path: token.path };
      case "literal":
        this.at++;
        return { kind: "literal", value: token.value };
      case "(":
        return this.nested(token, ")", () => this.any());
      case "[":
        return this.nested(token, "]", () => this.list());
      default:
        return this.fail(expectedValue(token, after), token, token.kind === "bad" ? token.right : undefined);
    }
  }

  /** What stands between a bracket and the one that closes it. */
  private nested(open: Token, close: ")" | "]", inside: () => Expression): Expression {
    if (this.depth >= DEEPEST) return this.fail(`Brackets are nested more than ${DEEPEST} deep`);
    this.depth++;
    this.at++;
    const found = inside();
    this.depth--;
    if (!this.error && !this.take(close)) {
      const { kind, start, end, text } = this.token;
      if (kind === "end")
        this.fail(`This "${open.text}" is never closed with "${close}"`, open, { start, end, text: close });
      else if (close === "]" && kind !== "bad") this.fail(`Expected "," or "]" before ${show(text)}`);
      else this.failAtLeftOver();
    }
    return found;
  }

  private list(): Expression {
    const items: Expression[] = [];
    if (this.token.kind === "]") return { kind: "list", items };
    do items.push(this.value());
    while (this.take(","));
    return { kind: "list", items };
  }

  /** Fails where the condition, or a bracket, could have ended and a token stands of which nothing is made. */
  private failAtLeftOver(): void {
    const { token } = this;
    const before = this.tokens[this.at - 1]!;
    const lower = token.text.toLowerCase();
    const instead = (text: string): TextEdit => ({ start: token.start, end: token.end, text });
    if (token.kind === "bad") this.fail(token.message, token, token.right);
    else if (token.kind === "compare" || token.kind === "test")
      this.fail('A comparison is not compared again; join two with "and"');
    else if (token.kind === "(" && before.kind === "path") this.fail("A condition has no functions");
    else if (token.kind === ")" || token.kind === "]")
      this.fail(`This "${token.text}" closes nothing`, token, instead(""));
    else if (token.kind === "not") this.fail('"not" stands before all of what it denies: not (a in b)');
    else if (token.kind === "path" && lower !== token.text && words.has(lower))
      this.fail(`${show(token.text)} is written "${lower}"`, token, instead(lower));
    else {
      const meant = token.kind === "path" ? (synonyms.get(lower) ?? nearest(token.text, operators)) : undefined;
      const hint = meant ? `; did you mean "${meant}"?` : "";
      const expected = `Expected "and", "or" or a comparison before ${show(token.text)}`;
      this.fail(expected + hint, token, meant ? instead(meant) : undefined);
    }
  }

  private get token(): Token {
    return this.tokens[this.at]!;
  }

  private take(kind: Token["kind"]): Token | undefined {
    const token = this.token;
    if (token.kind !== kind) return undefined;
    this.at++;
    return token;
  }

  /** Notes the first mistake and moves to the end, where whatever is still open finds nothing more to read. */
  private fail(message: string, token = this.token, right?: TextEdit): Expression {
    if (!this.error) {
      this.error = { message, start: token.start, end: token.end, ...(right && { right }) };
      this.at = this.tokens.length - 1;
    }
    return nothing;
  }
}

function expectedValue(token: Token, after: Token | undefined): string {
  if (token.kind === "bad") return token.message;
  const where =
    token.kind === "end" ? (after ? ` after ${show(after.text)}` : " at the end") : ` before ${show(token.text)}`;
  return `Expected a value${where}`;
}

const operators = ["and", "or", "contains", "starts_with", "in", "exists", "is_empty"];

/** Words of other languages that are too far from ours in their letters. */
const synonyms = new Map([
  ["is", "=="],
  ["eq", "=="],
  ["equals", "=="],
  ["ne", "!="],
  ["gt", ">"],
  ["gte", ">="],
  ["lt", "<"],
  ["lte", "<="],
  ["includes", "contains"],
  ["startswith", "starts_with"],
  ["empty", "is_empty"],
]);
