import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Database } from "../../db/client.ts";
import { createPerson } from "../../db/queries/people.ts";
import { makeUploadToken } from "../../db/queries/upload-tokens.ts";
import type { SlotJob } from "../../db/queue.ts";
import { routed } from "../../src/http/server.ts";
import { openUploadFolder } from "../../src/uploads/folder.ts";
import type { PACE } from "../../src/uploads/paced.ts";
import { uploadRoutes } from "../../src/uploads/routes.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";

const DAY_MS = 86_400_000;

/** The upload page of a coach, with one person who has a link. */
export async function uploadServer(
  db: Database,
  temp: string,
  about: { readonly pace?: typeof PACE; readonly mostBytes?: number; readonly roomBytes?: number } = {},
) {
  const { pace, mostBytes = 50 * 2 ** 20, roomBytes = 2 ** 40 } = about;
  const place = join(temp, randomUUID());
  const folder = openUploadFolder(place, async () => roomBytes);
  const clock = { now: new Date("2026-11-23T08:00:00Z") };
  const errands: SlotJob[] = [];
  const log: LogLine[] = [];
  const parts = {
    db,
    log: collectLog(log),
    clock: () => clock.now,
    enqueue: async (_: Database, __: string, jobs: readonly SlotJob[]) => void errands.push(...jobs),
    wake() {},
    folder,
    mostBytes,
  };
  const server = createServer(
    routed(uploadRoutes(parts, pace), (_, response) => response.writeHead(404).end("404 Not Found")),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  const userId = await createPerson(db, { timezone: "Europe/Berlin", currency: "EUR" });
  const link = async () => {
    const expiresAt = new Date(clock.now.getTime() + DAY_MS);
    const made = { userId, identityId: randomUUID(), kind: "file", expiresAt } as const;
    const token = await makeUploadToken(db, made, clock.now);
    return `http://127.0.0.1:${address.port}/upload/${token}`;
  };
  return { place, folder, clock, errands, log, userId, link, parts, port: address.port };
}

export type SliceAnswer = {
  readonly status: number;
  readonly body: { readonly at?: number; readonly done?: boolean };
};

/** Sends a slice as the page does. */
export async function sendSlice(
  url: string,
  file: { readonly size: number; readonly name?: string; readonly mark?: string },
  at: number,
  body: Uint8Array | string,
): Promise<SliceAnswer> {
  const answer = await fetch(`${url}/slice?at=${at}`, {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      "x-file-size": String(file.size),
      "x-file-name": encodeURIComponent(file.name ?? "export.zip"),
      "x-file-mark": encodeURIComponent(file.mark ?? "mark"),
    },
    body,
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? {} : JSON.parse(text) };
}
