/** Sections of BENCHMARKS.md, and of pages in docs, that are written by a command of their own, with its name; they stand in this order. */
const SECTIONS = {
  looks: "npm run bench:looks -- --write",
  truth: "npm run bench:truth -- engines --write",
  noise: "npm run bench:truth -- noise --write",
  people: "npm run bench:truth -- people --write",
  weeks: "npm run bench:truth -- weeks --write",
  amounts: "npm run bench:truth -- amounts --write",
  lifesnaps: "npm run bench:truth -- lifesnaps --write",
  samples: "npm run bench:truth -- samples --write",
  selection: "npm run bench:truth -- selection --write",
  crisis: "npm run bench:truth -- crisis --write",
  judgement: "npm run bench:truth -- judgement --write",
  body: "npm run bench:body -- --write",
  pictures: "npm run bench:pictures -- --write",
  phrasing: "npm run bench:phrasing -- --write",
} as const;
export type Section = keyof typeof SECTIONS;

const marksOf = (name: Section) =>
  [`<!-- ${name}: begin, written by ${SECTIONS[name]} -->`, `<!-- ${name}: end -->`] as const;

/** What stands between the marks of a section, the marks left out; null where there are none. */
function sectionOf(report: string, name: Section): string | null {
  const [begin, end] = marksOf(name);
  const [from, to] = [report.indexOf(begin), report.indexOf(end)];
  return from >= 0 && to > from ? report.slice(from + begin.length, to).trim() : null;
}

/** The report with another section between its marks, which are put at the end where there are none; the rest stays. */
export function withSection(report: string, name: Section, section: string): string {
  const [begin, end] = marksOf(name);
  const marked = `${begin}\n${section}\n${end}`;
  const [from, to] = [report.indexOf(begin), report.indexOf(end)];
  return from >= 0 && to > from
    ? `${report.slice(0, from)}${marked}${report.slice(to + end.length)}`
    : `${report.trimEnd()}\n\n${marked}\n`;
}

/** A new report with the sections of the old one. */
export function withSectionsOf(old: string, report: string): string {
  let whole = report;
  for (const name of Object.keys(SECTIONS) as Section[]) {
    const section = sectionOf(old, name);
    if (section !== null) whole = withSection(whole, name, section);
  }
  return whole;
}
