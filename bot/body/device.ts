import { createHash } from "node:crypto";
import { daysBetween, type LocalDate } from "../../coaching/model/local-date.ts";
import type { Database } from "../../db/client.ts";
import { listSourceData, type SourceData } from "../../db/queries/body-data.ts";
import { type ConnectionRow, listConnections } from "../../db/queries/connections.ts";
import { listUploadTokens, type UploadToken } from "../../db/queries/upload-tokens.ts";
import type { StepContext } from "../conversation.ts";
import { deviceName } from "./device-names.ts";

/** Somewhere that a person's nights and days come from. */
export type Device = {
  readonly source: string;
  readonly name: string;
  /** What it has brought; null before anything came. */
  readonly data: SourceData | null;
} & (
  | { readonly way: "connection"; readonly connection: ConnectionRow }
  /** Without an address nothing comes any more. */
  | { readonly way: "posts"; readonly address: UploadToken | null }
  /** A file has told all it had; what is invented is a sample person's. */
  | { readonly way: "file" | "sample" }
);

/** What a phone posts by itself. */
const POSTED: readonly string[] = ["health_auto_export", "shortcuts"];

/** What stands for a source in a button: its name may hold anything. */
export function sourceKey(source: string): string {
  return createHash("sha256").update(source).digest("hex").slice(0, 16);
}

/** Where the person's body data is from: connections first, as they were made, then what the phone posts, then files. */
export async function loadDevices(
  db: Database,
  { person, now }: Pick<StepContext, "person" | "now">,
): Promise<readonly Device[]> {
  const { userId, sampleName } = person;
  const [data, connections, [address = null]] = await Promise.all([
    listSourceData(db, userId),
    listConnections(db, userId, "wearable"),
    listUploadTokens(db, userId, "posts", now),
  ]);
  const common = (source: string) => ({
    source,
    name: deviceName(source),
    data: data.find((one) => one.source === source) ?? null,
  });
  const connected = connections.map((connection) => ({
    ...common(connection.provider),
    way: "connection" as const,
    connection,
  }));
  const others = data
    .map(({ source }) => source)
    .filter((source) => connected.every((device) => device.source !== source));
  const posted = POSTED.filter((source) => others.includes(source));
  const [usual = ""] = POSTED;
  const awaited = address !== null && posted.length === 0 ? [usual] : [];
  return [
    ...connected.filter(({ connection }) => !isReplaced(connection, connected)),
    ...[...posted, ...awaited].map((source) => ({ ...common(source), way: "posts" as const, address })),
    ...others
      .filter((source) => !POSTED.includes(source))
      .map((source) => ({
        ...common(source),
        way: sampleName === null ? ("file" as const) : ("sample" as const),
      })),
  ];
}

/** One that is over, and of which nothing is its own: nothing came by it, or what did is a newer connection's. */
function isReplaced(
  { id, provider, status, createdAt }: ConnectionRow,
  all: readonly { readonly connection: ConnectionRow; readonly data: SourceData | null }[],
): boolean {
  if (status !== "revoked") return false;
  const same = all.filter(({ connection }) => connection.provider === provider);
  return (
    same.every(({ data }) => data === null) ||
    same.some(
      ({ connection }) =>
        connection.id !== id && (connection.status !== "revoked" || connection.createdAt > createdAt),
    )
  );
}

/** Whether anything more is to come of it by itself. */
export function isLive(device: Device): boolean {
  if (device.way === "connection") return device.connection.status !== "revoked";
  return device.way === "posts" && device.address !== null;
}

/** When a device was last heard from; null where it never was, or that is not to be known. */
export function heardAt(device: Device): Date | null {
  if (device.way === "connection") return device.connection.lastSyncedAt;
  return device.way === "posts" ? (device.address?.lastUsedAt ?? null) : null;
}

/** Nights that have to be missing before a device counts as silent. */
const SILENT_NIGHTS = 2;

/**
 * Since when a device that works has told no night; null while it does, for one that never told any, and for one that
 * needs its person, who is told that instead.
 */
export function silentSince(device: Device, today: LocalDate): LocalDate | null {
  const last = device.data?.lastNight ?? null;
  const works = device.way === "connection" ? device.connection.status === "active" : isLive(device);
  if (!works || last === null) return null;
  return daysBetween(last, today) >= SILENT_NIGHTS ? last : null;
}
