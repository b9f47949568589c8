/** A string of a program's source, its gaps `${…}` as `…`, and the line that it begins on, from 1. */
export type Literal = { readonly text: string; readonly line: number };

/** A slash after one of these begins a pattern; after anything else it divides. */
const BEFORE_PATTERN = /(?:^|[(,=:[!&|?{};+<>]|=>|\breturn|\bcase)\s*$/;

/** Every string in a TypeScript source; comments and patterns are passed over. */
export function stringLiterals(source: string): readonly Literal[] {
  const found: Literal[] = [];
  let at = 0;
  const lineOf = (index: number) => source.slice(0, index).split("\n").length;

  /** The string that begins here; ends behind its quote. */
  function readString(quote: string): void {
    const start = at;
    let text = "";
    at += 1;
    while (at < source.length && source[at] !== quote) {
      if (source[at] === "\\") {
        text += source[at + 1] ?? "";
        at += 2;
      } else if (quote === "`" && source.startsWith("${", at)) {
        text += "…";
        at += 2;
        readCode("}");
        at += 1;
      } else {
        text += source[at];
        at += 1;
      }
    }
    at += 1;
    found.push({ text, line: lineOf(start) });
  }

  function skipPattern(): void {
    let inClass = false;
    at += 1;
    while (at < source.length && (inClass || source[at] !== "/") && source[at] !== "\n") {
      if (source[at] === "\\") at += 1;
      else if (source[at] === "[") inClass = true;
      else if (source[at] === "]") inClass = false;
      at += 1;
    }
    at += 1;
  }

  /** Code up to its closing sign, or to the end. */
  function readCode(close: string | null): void {
    let depth = 0;
    while (at < source.length) {
      const sign = source[at] ?? "";
      if (depth === 0 && sign === close) return;
      if (source.startsWith("//", at)) at = endOf("\n");
      else if (source.startsWith("/*", at)) at = endOf("*/") + 2;
      else if (`"'\``.includes(sign)) readString(sign);
      else if (sign === "/" && BEFORE_PATTERN.test(source.slice(Math.max(0, at - 60), at))) skipPattern();
      else {
        if (sign === "{") depth += 1;
        if (sign === "}") depth -= 1;
        at += 1;
      }
    }
  }

  function endOf(mark: string): number {
    const end = source.indexOf(mark, at);
    return end < 0 ? source.length : end;
  }

  readCode(null);
  return found;
}
