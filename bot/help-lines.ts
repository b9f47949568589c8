import { readFileSync } from "node:fs";
import { z } from "zod";
import { isTimeZone } from "../coaching/model/local-date.ts";
import { type Part, say } from "./reply.ts";

const filled = z.string().min(1);

const helpLines = z.object({
  /** An international directory, for countries that have no entry. */
  directory: filled,
  entries: z.array(
    z.object({
      /** ISO 3166-1 alpha-2. */
      country: z.string().regex(/^[A-Z]{2}$/),
      emergency: filled,
      lines: z
        .array(
          z.object({ name: filled, number: filled, how: z.enum(["call", "call or text"]), when: filled }),
        )
        .min(1),
      /** Where it is from, and when it was written down: for the operator. */
      source: filled,
      asOf: z.iso.date(),
    }),
  ),
});
export type HelpLines = z.infer<typeof helpLines>;

/**
 * Reads whom to call from a file that the operator may edit.
 *
 * @throws Error that names the entry and what was expected
 */
export function readHelpLines(json: string): HelpLines {
  const parsed = helpLines.safeParse(JSON.parse(json));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`prompts/help-lines.json, ${issue?.path.join(".")}: ${issue?.message}`);
}

const HELP_LINES = readHelpLines(
  readFileSync(new URL("../prompts/help-lines.json", import.meta.url), "utf8"),
);

/** Where free lines of every country are listed. */
export function helpDirectory(lines: HelpLines = HELP_LINES): string {
  return lines.directory;
}

/** Whom to call where a person is, by their time zone; of a zone that tells no country in the file, the best known ones. */
export function helpParts(timezone: string | null, lines: HelpLines = HELP_LINES): readonly Part[] {
  const entry = timezone === null ? undefined : byZone(lines).get(canonical(timezone));
  if (entry === undefined) return [say("crisis/help", { directory: lines.directory })];
  return [
    say("crisis/help-here", { emergency: entry.emergency }),
    ...entry.lines.map(({ name, number, how, when }) =>
      say(how === "call" ? "crisis/line-call" : "crisis/line-call-or-text", { name, number, when }),
    ),
    say("crisis/help-elsewhere", { directory: lines.directory }),
  ];
}

/** The same in one sentence, for whom the lines were named before. */
export function helpAgainParts(timezone: string | null, lines: HelpLines = HELP_LINES): readonly Part[] {
  const facts = lineOf(timezone, lines, 0);
  if (facts === null) return [say("crisis/help-again-elsewhere", { directory: lines.directory })];
  return [say("crisis/help-again", facts)];
}

/** And in other words, for whom that was said too: another of the country's lines, where it has several. */
export function helpOnceMoreParts(timezone: string | null, lines: HelpLines = HELP_LINES): readonly Part[] {
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

/** The time zones of a country; the language's own types do not know of them yet. */
function zonesOf(country: string): readonly string[] {
  const locale: Intl.Locale & { getTimeZones?(): readonly string[] | undefined } = new Intl.Locale(
    `und-${country}`,
  );
  return locale.getTimeZones?.() ?? [];
}

/** A zone has several names, as Asia/Kolkata has. */
function canonical(zone: string): string {
  if (!isTimeZone(zone)) return zone;
  return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
}
