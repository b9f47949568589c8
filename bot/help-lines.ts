import { isTimeZone } from "../coaching/model/local-date.ts";
import { type HelpLines, openHelpLines, zonesOf } from "./help-lines-file.ts";
import { type Part, say } from "./reply.ts";

/** Where free lines of every country are listed. */
export function helpDirectory(lines: HelpLines = openHelpLines()): string {
  return lines.directory;
}

/** Whom to call where a person is, by their time zone; of a zone that tells no country in the file, the best known ones. */
export function helpParts(timezone: string | null, lines: HelpLines = openHelpLines()): readonly Part[] {
  const entry = timezone === null ? undefined : byZone(lines).get(canonical(timezone));
  if (entry === undefined) return [say("crisis/help", { directory: lines.directory })];
  return [
    say("crisis/help-here", { emergency: entry.emergency }),
    ...entry.lines.map(({ how, free, name, number, when }) =>
      say(lineWords(how, free), { name, number, when }),
    ),
    say("crisis/help-elsewhere", { directory: lines.directory }),
  ];
}

/**
 * The emergency number of where a person is, in a sentence of its own.
 *
 * @param sentence a template for the number, and one with the best known ones, for where nobody knows the country
 */
export function emergencyParts(
  timezone: string | null,
  sentence: { readonly here: string; readonly elsewhere: string },
  lines: HelpLines = openHelpLines(),
): readonly Part[] {
  const entry = timezone === null ? undefined : byZone(lines).get(canonical(timezone));
  return [entry === undefined ? say(sentence.elsewhere) : say(sentence.here, { emergency: entry.emergency })];
}

/** Whom to talk to, for whom the emergency number was named already. */
export function linesParts(timezone: string | null, lines: HelpLines = openHelpLines()): readonly Part[] {
  const entry = timezone === null ? undefined : byZone(lines).get(canonical(timezone));
  const [, ...parts] = helpParts(timezone, lines);
  if (entry === undefined) return [say("crisis/lines-elsewhere", directoryOnly(lines))];
  return [say("crisis/lines"), ...parts];
}

/** The directory as a template's fact. */
export function directoryOnly(lines: HelpLines = openHelpLines()): { readonly directory: string } {
  return { directory: lines.directory };
}

type Line = HelpLines["entries"][number]["lines"][number];

/** That a call is free is said only where it is known: who has no credit must not find out on the line. */
function lineWords(how: Line["how"], free: Line["free"]) {
  if (how === "call") return free === true ? "crisis/line-call-free" : "crisis/line-call";
  return free === true ? "crisis/line-call-or-text-free" : "crisis/line-call-or-text";
}

/** The same in one sentence, for whom the lines were named before. */
export function helpAgainParts(timezone: string | null, lines: HelpLines = openHelpLines()): readonly Part[] {
  const facts = lineOf(timezone, lines, 0);
  if (facts === null) return [say("crisis/help-again-elsewhere", { directory: lines.directory })];
  return [say("crisis/help-again", facts)];
}

/** And in other words, for whom that was said too: another of the country's lines, where it has several. */
export function helpOnceMoreParts(
  timezone: string | null,
  lines: HelpLines = openHelpLines(),
): readonly Part[] {
  const facts = lineOf(timezone, lines, 1);
  if (facts === null) return [say("crisis/help-once-more-elsewhere", { directory: lines.directory })];
  return [say("crisis/help-once-more", facts)];
}

/** One of a country's lines, the first after the last; null where nobody knows the country. */
function lineOf(timezone: string | null, lines: HelpLines, index: number) {
  const entry = timezone === null ? undefined : byZone(lines).get(canonical(timezone));
  const line = entry?.lines[index % entry.lines.length];
  if (entry === undefined || line === undefined) return null;
  const { name, number, when } = line;
  return { name, number, when, emergency: entry.emergency };
}

const known = new WeakMap<HelpLines, ReadonlyMap<string, HelpLines["entries"][number]>>();

function byZone(lines: HelpLines): ReadonlyMap<string, HelpLines["entries"][number]> {
  const made = known.get(lines);
  if (made !== undefined) return made;
  const zones = new Map(
    lines.entries.flatMap((entry) => zonesOf(entry.country).map((zone) => [canonical(zone), entry] as const)),
  );
  known.set(lines, zones);
  return zones;
}

/** A zone has several names, as Asia/Kolkata has. */
function canonical(zone: string): string {
  if (!isTimeZone(zone)) return zone;
  return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
}
