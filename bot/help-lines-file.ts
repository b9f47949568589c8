import { readFileSync } from "node:fs";
import { z } from "zod";
import { OperatorError } from "../db/errors.ts";

const FILE = "prompts/help-lines.json";

let opened: HelpLines | null = null;

/**
 * The file that came with the coach, as the operator has edited it; read once.
 *
 * @throws OperatorError as {@link readHelpLines}, and where the file is not there
 */
export function openHelpLines(): HelpLines {
  opened ??= readHelpLines(textOf(new URL(`../${FILE}`, import.meta.url)));
  return opened;
}

function textOf(file: URL): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new OperatorError(`${FILE} cannot be opened: ${reasonOf(cause)}`, cause);
  }
}

const COUNTRY = /^[A-Z]{2}$/;

const filled = z.string().min(1);

/** As a person types it: an option to choose after it belongs into the name. Some lines are dialled with a star first. */
const number = z
  .string()
  .regex(/^[+*]?\d+( \d+)*$/, "expected a number to dial: digits and single spaces, + or * at most in front");

const entry = z.object({
  /** ISO 3166-1 alpha-2. */
  country: z
    .string()
    .regex(COUNTRY, "expected a country's two letters, as DE")
    .refine(
      (country) => !COUNTRY.test(country) || zonesOf(country).length > 0,
      "expected the code of a country that has a time zone, as DE",
    ),
  emergency: number,
  lines: z
    .array(
      z.object({
        name: filled,
        number,
        how: z.enum(["call", "call or text"]),
        when: filled,
        /** Only where it is known. */
        free: z.literal(true).optional(),
      }),
    )
    .min(1),
  /** Where a person can check it, and the date of the newest material that it was written down from: for the operator. */
  source: filled,
  asOf: z.iso.date(),
  /** What was read to confirm it: of each number, materials that do not depend on each other. An operator's own entry needs none. */
  checked: z.object({ on: z.iso.date(), against: z.record(number, z.array(filled).min(1)) }).optional(),
});

const helpLines = z.object({
  /** An international directory, for countries that have no entry. */
  directory: filled,
  entries: z.array(entry).superRefine((entries, context) => {
    const seen = new Set<string>();
    for (const [place, { country }] of entries.entries()) {
      if (seen.has(country))
        context.addIssue({ code: "custom", path: [place, "country"], message: "stands there a second time" });
      seen.add(country);
    }
  }),
});
export type HelpLines = z.infer<typeof helpLines>;

/**
 * Reads whom to call from a file that the operator may edit.
 *
 * @throws OperatorError that names the place in the file, its country and what was expected
 */
export function readHelpLines(json: string): HelpLines {
  const written = parseFile(json);
  const parsed = helpLines.safeParse(written);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path ?? [];
  const where = place.length === 0 ? "" : `, ${place.join(".")}${countryAt(written, place)}`;
  throw new OperatorError(`${FILE}${where}: ${issue?.message}`);
}

function parseFile(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new OperatorError(`${FILE} cannot be read as JSON: ${reasonOf(cause)}`, cause);
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** ` (DE)`, since nobody counts entries. */
function countryAt(written: unknown, [list, place]: readonly PropertyKey[]): string {
  if (list !== "entries" || typeof place !== "number") return "";
  const found = z.object({ entries: z.array(z.unknown()) }).safeParse(written);
  const named = z.object({ country: filled }).safeParse(found.data?.entries[place]);
  return named.success ? ` (${named.data.country})` : "";
}

/** The time zones of a country; the language's own types do not know of them yet. */
export function zonesOf(country: string): readonly string[] {
  const locale: Intl.Locale & { getTimeZones?(): readonly string[] | undefined } = new Intl.Locale(
    `und-${country}`,
  );
  return locale.getTimeZones?.() ?? [];
}
