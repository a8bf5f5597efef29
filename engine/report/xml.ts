/** Text for an element of XML 1.0; characters that XML cannot hold at all become U+FFFD. */
export function xml(text: string): string {
  return text.replace(notInXml, "\ufffd").replace(/[&<>\r]/g, charReference);
}

/** Text for an attribute, which would lose its line ends and tabs. */
export function attribute(text: string): string {
  return xml(text).replace(/["'\n\t]/g, charReference);
}

function charReference(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
