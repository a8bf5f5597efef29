/** Terminal colours, or none. */
export type Paint = Readonly<Record<"red" | "green" | "yellow" | "blue" | "bold" | "dim", (text: string) => string>>;

const codes = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  bold: [1, 22],
  dim: [2, 22],
} as const;

export function painter(colours: boolean): Paint {
  return Object.fromEntries(
    Object.entries(codes).map(([name, [on, off]]) => [
      name,
      (text: string) => (colours ? `\u001b[${on}m${text}\u001b[${off}m` : text),
    ]),
  ) as unknown as Paint;
}
