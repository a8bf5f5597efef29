/**
 * Whether a text is there to be filled in before the file is used, such as `{{phone}}`, `${PHONE}`, `<PHONE>`, `$PHONE` or
 * `%PHONE%`: what it will be cannot be judged yet (Flowproof's choice; the vendor's contract knows no such texts).
 */
export function filledLater(text: string): boolean {
  return /\{\{|\$\{|<%|^\s*(?:\{[^{}]*\}|<[^<>]*>|\$[A-Za-z_]\w*|%\w+%)\s*$/.test(text);
}
