/** A piece of HTML. Only `html` makes one out of text, so that whatever a user wrote arrives as text. */
export class Markup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

type Value = string | number | Markup | readonly Markup[] | undefined | false;

/** HTML written out, with the values in it escaped; `undefined` and `false` are nothing. Attributes have to be in quotes. */
export function html(written: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let all = written[0]!;
  for (const [i, value] of values.entries()) all += htmlOf(value) + written[i + 1]!;
  return new Markup(all);
}

function htmlOf(value: Value): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Markup) return value.html;
  return typeof value === "object" ? value.map((each) => each.html).join("") : escaped(String(value));
}

function escaped(text: string): string {
  return text.replace(notInHtml, "\ufffd").replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const notInHtml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
