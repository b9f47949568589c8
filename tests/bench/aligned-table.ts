/** A table whose columns stand in line, as the formatter wants them in a file; the first row is its head. */
export function alignedTable(table: readonly (readonly string[])[]): string[] {
  const columns = table[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(3, ...table.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |`;
  const [head = "", ...rows] = table.map(line);
  return [head, line(widths.map((width) => "-".repeat(width))), ...rows];
}

/** `.046`, `1.000`. */
export function share(value: number): string {
  return value.toFixed(3).replace(/^0/u, "");
}
