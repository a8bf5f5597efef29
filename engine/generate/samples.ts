/** Something that a value of this name may well be, for people to read: of `zip` a zip code, else "example". */
export function sample(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  for (const [pattern, value] of samples) if (pattern.test(words)) return value;
  return "example";
}

const samples: readonly (readonly [RegExp, string])[] = [
  [/mail/, "ana@example.com"],
  [/phone|mobile|caller.?id/, "+14155550100"],
  [/zip|post.?code|postal/, "02139"],
  [/(^|[^a-z])(birth|dob)/, "1980-04-12"],
  [/(^|[^a-z])date/, "2026-03-05"],
  [/(^|[^a-z])(day|weekday)/, "Thursday"],
  [/(^|[^a-z])(time|hour)/, "10:30"],
  [/city|town|area/, "Cambridge"],
  [/address|street/, "12 Main Street"],
  [/first.?name/, "Ana"],
  [/name/, "Ana Lopez"],
  [/count|quantity|people|party|guests|amount|age([^a-z]|$)/, "4"],
  [/number|code|pin|(^|[^a-z])id([^a-z]|$)/, "4711"],
  [/problem|issue|reason|complaint/, "The heating is cold"],
];
