const BEGIN = "<!-- truth: begin, written by npm run bench:truth -- --write -->";
const END = "<!-- truth: end -->";

/** What stands between the marks of a report, the marks left out; null where there are none. */
export function truthSectionOf(report: string): string | null {
  const [from, to] = [report.indexOf(BEGIN), report.indexOf(END)];
  return from >= 0 && to > from ? report.slice(from + BEGIN.length, to).trim() : null;
}

/** The report with another section between its marks, which are put at the end where there are none; the rest stays. */
export function withTruthSection(report: string, section: string): string {
  const marked = `${BEGIN}\n${section}\n${END}`;
  const [from, to] = [report.indexOf(BEGIN), report.indexOf(END)];
  return from >= 0 && to > from
    ? `${report.slice(0, from)}${marked}${report.slice(to + END.length)}`
    : `${report.trimEnd()}\n\n${marked}\n`;
}
