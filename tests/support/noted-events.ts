import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { rows } from "../../db/results.ts";
import { eventLog } from "../../db/schema/coaching.ts";

const PAGE = join(import.meta.dirname, "../../docs/event-log.md");

const KINDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: (value) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(value)),
  date: (value) => value === null || /^\d{4}-\d{2}-\d{2}$/.test(String(value)),
  word: (value) => /^[a-z][a-zA-Z]*(?:[_-][a-z]+)*$/.test(String(value)),
  source: (value) => /^[a-z][a-z_]*$/.test(String(value)),
  count: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  share: (value) => value === null || (typeof value === "number" && value >= 0 && value <= 1),
  list: Array.isArray,
};

/** What docs/event-log.md says that each event notes: a kind for each name. */
function described(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const lines = readFileSync(PAGE, "utf8").matchAll(/^\| `([a-z_]+)` *\|[^|]*\|([^|]*)\|$/gm);
  return new Map(
    [...lines].map(([, type = "", metadata = ""]) => [
      type,
      new Map([...metadata.matchAll(/`(\w+)` (\w+)/g)].map(([, name = "", kind = ""]) => [name, kind])),
    ]),
  );
}

/** What people wrote, and names that came from outside, of four letters or more. */
async function privateTexts(db: Database): Promise<readonly string[]> {
  const found = rows(
    await db.execute(sql`
      select merchant_name as text from transactions union select raw_name from transactions
      union select notes from mood_entries union select name from users union select message from recommendations
      union select words from plans union select what from parked_wishes`),
  );
  return found.flatMap(({ text }) => (typeof text === "string" && text.length > 3 ? [text] : []));
}

/** Every event that holds anything but what docs/event-log.md says of its kind, and each private text that stands in one. */
export async function strayNotes(db: Database): Promise<readonly string[]> {
  const known = described();
  const events = await db.select().from(eventLog);
  const stray = events.flatMap(({ eventType, metadata }) => {
    const kinds = known.get(eventType);
    if (kinds === undefined) return [`${eventType} is not described`];
    return leaves(metadata).flatMap(([name, value]) => {
      const isFit = KINDS[kinds.get(name) ?? ""]?.(value) === true;
      return isFit ? [] : [`${eventType}: ${name} ${JSON.stringify(value)}`];
    });
  });
  const all = JSON.stringify(events.map(({ metadata }) => metadata));
  const leaked = (await privateTexts(db)).filter((text) => all.includes(JSON.stringify(text).slice(1, -1)));
  return [...new Set([...stray, ...leaked])];
}

/** Everything that metadata names, also within lists. */
function leaves(metadata: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(Object(metadata)).flatMap(([name, value]) =>
    Array.isArray(value) ? [[name, value] as const, ...value.flatMap(leaves)] : [[name, value] as const],
  );
}
