import { stripVTControlCharacters } from "node:util";

/** A line broken at spaces so that none is wider than `width` columns, as far as its words allow. */
export function wrapLine(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && stripVTControlCharacters(longer).length > width) {
      lines.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  return [...lines, current];
}
