import { extname } from "node:path";
import type { OpenFile } from "../integrations/files/file-item.ts";

/** What a file is that is none of a bank's; the words for it stand in a template each. */
export type OtherKind = "pdf" | "workbook" | "picture" | "archive";

const ZIP: readonly number[] = [0x50, 0x4b, 0x03, 0x04];
const STARTS: readonly (readonly [kind: OtherKind, start: readonly number[]])[] = [
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
  ["archive", ZIP],
  ["archive", [0x1f, 0x8b]],
  ["workbook", [0xd0, 0xcf, 0x11, 0xe0]],
  ["picture", [0x89, 0x50, 0x4e, 0x47]],
  ["picture", [0xff, 0xd8, 0xff]],
  ["picture", [0x47, 0x49, 0x46, 0x38]],
];
const WORKBOOKS = new Set([".xlsx", ".xlsm", ".ods", ".numbers"]);
/** What a file is shows in less. */
const HEAD_BYTES = 4096;

/** A file's first bytes; fewer where it has no more. */
export async function headOf(open: OpenFile): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of open()) {
    parts.push(chunk.subarray(0, HEAD_BYTES - bytes));
    bytes += chunk.length;
    if (bytes >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts);
}

/** Tells a file by its first bytes; workbooks are archives that are told by their name. Null for anything else. */
export async function otherKindOf(open: OpenFile, fileName: string): Promise<OtherKind | null> {
  const head = await headOf(open);
  const kind = STARTS.find(([, start]) => begins(head, start))?.[0] ?? null;
  return kind === "archive" && isWorkbook(fileName) ? "workbook" : kind;
}

export function isZip(head: Uint8Array): boolean {
  return begins(head, ZIP);
}

export function isWorkbook(fileName: string): boolean {
  return WORKBOOKS.has(extname(fileName).toLowerCase());
}

function begins(head: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => head[at] === byte);
}
