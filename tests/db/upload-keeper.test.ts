import { randomUUID } from "node:crypto";
import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changeImport, findImport, type ImportState, recordImport } from "../../db/queries/imports.ts";
import { keepUploads } from "../../src/uploads/keeper.ts";
import { testDatabase } from "../support/database.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { uploadServer } from "../support/upload-server.ts";

const { db } = await testDatabase();
const temp = await tempFolder();
const HOUR_MS = 3_600_000;

async function keeper() {
  const server = await uploadServer(db, temp);
  const { folder, clock, place, userId } = server;
  const now = new Date();
  clock.now = now;
  /** A file that came by a link, and its import where it has one. */
  const put = async (state: ImportState | null) => {
    const id = randomUUID();
    await folder.begin(id, { userId, name: "export.zip", size: 5, mark: null });
    await folder.append(id, 0, [Buffer.from("hello")].values() as never);
    if (state === null) return id;
    const row = {
      id,
      identityId: null,
      reference: `upload:${id}`,
      fileName: "export.zip",
      bytes: 5,
    } as const;
    await recordImport(db, userId, { ...row, state: "looking" }, now);
    await changeImport(db, userId, id, ["looking"], { state }, now);
    return id;
  };
  return {
    ...server,
    put,
    later: (hours: number) => {
      clock.now = new Date(now.getTime() + hours * HOUR_MS);
    },
    keep: () => keepUploads(server.parts),
    files: async () => (await readdir(place)).filter((name) => !name.endsWith(".json")).sort(),
  };
}

test.each(["stored", "dropped", "failed"] as const)("a file whose import is %s is removed", async (state) => {
  const { put, keep, place } = await keeper();
  await put(state);
  await keep();
  expect(await readdir(place)).toEqual([]);
});

test("a file that is being asked about stays for a day, and then its import is over", async () => {
  const { put, keep, later, files, userId } = await keeper();
  const id = await put("asking");
  later(23);
  await keep();
  expect(await files()).toEqual([id]);
  later(25);
  await keep();
  expect(await findImport(db, userId, id)).toMatchObject({ state: "dropped" });
  expect(await files()).toEqual([]);
});

test("a file that waits to be read is asked for again, also after a day, until it is through", async () => {
  const { put, keep, later, files, errands } = await keeper();
  const looking = await put("looking");
  const storing = await put("storing");
  await keep();
  // At first the errand that was queued with it has time.
  expect(errands).toEqual([]);
  later(30);
  await keep();
  expect(errands.map(({ kind, subject }) => [kind, subject]).sort()).toEqual(
    [
      ["import-look", looking],
      ["import-store", storing],
    ].sort(),
  );
  expect(await files()).toEqual([looking, storing].sort());
});

test("what nobody went on with for a day is removed, whatever it is; what still comes is not", async () => {
  const { put, keep, later, files, place } = await keeper();
  const half = await put(null);
  await writeFile(join(place, "stray.part"), "x");
  await keep();
  expect(await files()).toEqual([half, "stray.part"].sort());
  later(23);
  await keep();
  expect(await files()).toHaveLength(2);
  const soon = new Date(Date.now() + 10 * HOUR_MS);
  await utimes(join(place, half), soon, soon);
  later(25);
  await keep();
  expect(await files()).toEqual([half]);
  later(40);
  await keep();
  expect(await readdir(place)).toEqual([]);
});

test("given no folder, then there is nothing to keep", async () => {
  const { keep } = await keeper();
  await keep();
});
