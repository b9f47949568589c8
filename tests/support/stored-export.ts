import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { changeImport, findImport, recordImport } from "../../db/queries/imports.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import type { BodyFile } from "../../src/imports/body/body-file.ts";
import { readBodyFile } from "../../src/imports/body/read-body.ts";
import { type DaysStored, storeDays } from "../../src/imports/body/store-days.ts";
import { inPieces } from "./apple-export.ts";

const NOW = new Date("2026-11-23T08:00:00Z");

/** Days of an export as they would be stored. */
export async function exportFile(content: string | Buffer, zone: string): Promise<BodyFile> {
  const read = await readBodyFile(inPieces(content), "apple-health", { zone, isApart: false });
  return read.file;
}

/** An import that has begun to be stored. @returns its id */
export async function beginStoring(db: Database, userId: string, now = NOW): Promise<string> {
  const id = randomUUID();
  const row = { id, identityId: null, reference: "export.zip", fileName: "export.zip", bytes: null } as const;
  await recordImport(db, userId, { ...row, state: "storing" }, now);
  await changeImport(db, userId, id, ["storing"], { kind: "body", sha256: "0".repeat(64) }, now);
  return id;
}

/**
 * Stores an export's days to their end.
 *
 * @param about.onBatch told before each transaction; what it throws is a process that dies there
 */
export async function storeExport(
  db: Database,
  file: BodyFile,
  about: {
    readonly userId: string;
    readonly timezone: string;
    readonly importId?: string;
    readonly now?: Date;
    readonly onBatch?: () => void;
  },
): Promise<DaysStored & { readonly importId: string }> {
  const { userId, timezone, now = NOW } = about;
  const importId = about.importId ?? (await beginStoring(db, userId, now));
  let isFirst = true;
  const clock = () => {
    // The first look at the clock is for the day it is.
    if (!isFirst) about.onBatch?.();
    isFirst = false;
    return now;
  };
  const enqueue = async () => {};
  const stored = await storeDays({ db, enqueue }, file, { userId, importId, timezone, clock }, async (tx) => {
    await changeImport(tx, userId, importId, ["storing"], { state: "stored" }, now);
  });
  return { ...stored, importId };
}

/** A person's days in the table, without what differs from run to run. */
export async function storedDays(db: Database, userId: string) {
  const rows = await db
    .select()
    .from(biometricReadings)
    .where(eq(biometricReadings.userId, userId))
    .orderBy(asc(biometricReadings.localDate), asc(biometricReadings.source));
  return rows.map(
    ({
      source,
      localDate,
      sleepDurationMinutes,
      restingHeartRate,
      hrv,
      hrvKind,
      steps,
      activityCalories,
    }) => ({
      source,
      localDate,
      sleepDurationMinutes,
      restingHeartRate,
      hrv,
      hrvKind,
      steps,
      activityCalories,
    }),
  );
}

export async function importOf(db: Database, userId: string, importId: string) {
  const row = await findImport(db, userId, importId);
  if (row === null) throw new Error("an import was expected");
  return row;
}
