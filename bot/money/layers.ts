import { z } from "zod";
import type { Database } from "../../db/client.ts";
import { rewriteChange, standingChanges } from "../../db/queries/corrections.ts";
import type { MoneyChange } from "../../db/queries/money-changes.ts";

/**
 * What one change laid over one thing: what was said of it before, how its rows stood, and the change below that still
 * stands. So changes of one thing lie on each other and any of them can be taken out, in any order.
 */
const layer = z.object({ said: z.unknown(), rows: z.unknown(), prior: z.uuid().nullable() });
export type Layer = z.infer<typeof layer>;

const layers = z.object({ layers: z.record(z.string(), layer) });
type Layers = Readonly<Record<string, Layer>>;

/** The change that lies on top of a field of a subject; null where none stands. */
export async function topChange(
  db: Database,
  userId: string,
  subject: string,
  field: string,
): Promise<string | null> {
  const standing = (await standingChanges(db, userId, subject)).flatMap(({ id, before }) => {
    const found = layersOf(before)[field];
    return found === undefined ? [] : [{ id, prior: found.prior }];
  });
  const covered = new Set(standing.map(({ prior }) => prior));
  return standing.find(({ id }) => !covered.has(id))?.id ?? null;
}

/**
 * Takes a change out from under or off the top of those of its subject.
 *
 * @returns the layers that were on top, to be restored; what lies under a later change goes to that one
 */
export async function takeOff(
  db: Database,
  userId: string,
  { id, before }: Pick<MoneyChange, "id" | "before">,
  subject: string,
): Promise<Layers> {
  const standing = await standingChanges(db, userId, subject);
  const own = layersOf(before);
  const restored: Record<string, Layer> = {};
  const rewritten = new Map<string, Record<string, Layer>>();
  for (const [field, value] of Object.entries(own)) {
    const above = standing.find((change) => layersOf(change.before)[field]?.prior === id);
    if (above === undefined) restored[field] = value;
    else {
      const anew = rewritten.get(above.id) ?? { ...layersOf(above.before) };
      rewritten.set(above.id, { ...anew, [field]: value });
    }
  }
  for (const [aboveId, anew] of rewritten) await rewriteChange(db, userId, aboveId, { layers: anew });
  return restored;
}

function layersOf(before: unknown): Layers {
  const parsed = layers.safeParse(before);
  return parsed.success ? parsed.data.layers : {};
}
