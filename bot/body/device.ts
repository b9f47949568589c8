import { createHash } from "node:crypto";
import { daysBetween, type LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { listSourceData, type SourceData } from "../../db/queries/body-data.ts";
import { type ConnectionRow, listConnections } from "../../db/queries/connections.ts";
import type { Person } from "../conversation.ts";
import { deviceName } from "./device-names.ts";

/** Somewhere that a person's nights and days come from. */
export type Device = {
  readonly source: string;
  readonly name: string;
  /** A connection is asked for news; a file told all it had at once; what is invented is a sample person's. */
  readonly way: "connection" | "file" | "sample";
  readonly connection: ConnectionRow | null;
  /** What it has brought; null before anything came. */
  readonly data: SourceData | null;
};

/** What stands for a source in a button: its name may hold anything. */
export function sourceKey(source: string): string {
  return createHash("sha256").update(source).digest("hex").slice(0, 16);
}

/** Whose data a person's body data is: connections first, as they were made, then other sources by name. */
export async function loadDevices(
  db: Database,
  { userId, sampleName }: Pick<Person, "userId" | "sampleName">,
): Promise<readonly Device[]> {
  const data = await listSourceData(db, userId);
  const connections = await listConnections(db, userId, "wearable");
  const dataOf = (source: string) => data.find((one) => one.source === source) ?? null;
  const connected = connections.map(
    (connection): Device => ({
      source: connection.provider,
      name: deviceName(connection.provider),
      way: "connection",
      connection,
      data: dataOf(connection.provider),
    }),
  );
  const others = data.filter(({ source }) => connected.every((device) => device.source !== source));
  return [
    ...connected.filter((device) => !isReplaced(device, connected)),
    ...others.map(
      (one): Device => ({
        source: one.source,
        name: deviceName(one.source),
        way: sampleName === null ? "file" : "sample",
        connection: null,
        data: one,
      }),
    ),
  ];
}

/** One that is over and has nothing of its own: nothing came by it, or a newer connection has what did. */
function isReplaced({ source, connection, data }: Device, all: readonly Device[]): boolean {
  if (connection?.status !== "revoked") return false;
  const others = all.filter((other) => other.source === source && other.connection !== connection);
  const isNewer = ({ connection: other }: Device) =>
    other?.status !== "revoked" || (other?.createdAt ?? 0) > connection.createdAt;
  return data === null || others.some(isNewer);
}

/** Nights that have to be missing before a device counts as silent. */
const SILENT_NIGHTS = 2;

/** Since when a device that can be read has told no night; null while it does, and for one that never told any. */
export function silentSince({ connection, data }: Device, today: LocalDate): LocalDate | null {
  const last = data?.lastNight ?? null;
  if (connection?.status !== "active" || last === null) return null;
  return daysBetween(last, today) >= SILENT_NIGHTS ? last : null;
}
