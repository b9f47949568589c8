import { z } from "zod";
import type { LocalDate } from "../../../coaching/model/local-date.ts";
import { soundDate, YEARS } from "./local-day.ts";
import type { Refusals } from "./refusals.ts";

/** A day that exists, as `2026-11-10`. */
export const localDate = z.string().refine((text) => soundDate(text) !== null);

/** An instant with the offset that its clock had. */
export const instant = z.iso.datetime({ offset: true }).regex(YEARS);

/** A number, or none: neither NaN nor text. */
export const maybeNumber = z.number().nullish();

/** What records of one kind are: their schema, and their day, whatever else is wrong with one. */
export type RecordKind<Read> = {
  readonly schema: z.ZodType<Read>;
  readonly when: z.ZodType<LocalDate>;
};

/**
 * The records of one kind, each without what is not as it should be in it, which is named as `kind.path.to.field` and
 * never quoted. One of which too little is left, to say what it is and when it was, is left out.
 */
export function readRecords<Read>(
  kind: string,
  records: readonly unknown[],
  { schema, when }: RecordKind<Read>,
  refusals: Refusals,
): readonly Read[] {
  return records.flatMap((record) => {
    const read = schema.safeParse(record);
    if (read.success) return [read.data];
    const date = when.safeParse(record).data ?? null;
    const paths = read.error.issues.map(({ path }) => upToLists(path));
    for (const path of paths)
      refusals.add(date, [kind, ...(path.length === 0 ? ["record"] : path)].join("."));
    const rest = schema.safeParse(paths.reduce<unknown>(without, record));
    return rest.success ? [rest.data] : [];
  });
}

/** A list with one odd entry is left out whole: part of it would say less than there was. */
function upToLists(path: readonly PropertyKey[]): readonly string[] {
  const entry = path.findIndex((key) => typeof key === "number");
  return (entry === -1 ? path : path.slice(0, entry)).map(String);
}

/** A copy in which nothing stands at the path. */
function without(record: unknown, path: readonly string[]): unknown {
  const [key, ...below] = path;
  if (key === undefined || typeof record !== "object" || record === null) return undefined;
  const { [key]: held, ...rest } = record as Readonly<Record<string, unknown>>;
  return below.length === 0 ? rest : { ...rest, [key]: without(held, below) };
}
