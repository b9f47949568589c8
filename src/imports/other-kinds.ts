import { extname } from "node:path";
import type { OpenFile } from "../integrations/files/file-item.ts";

/** What a file is that is none of a bank's; the words for it stand in a template each. */
export type OtherKind = "pdf" | "workbook" | "picture" | "archive";

const STARTS: readonly (readonly [kind: OtherKind, start: readonly number[]])[] = [
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
  ["archive", [0x50, 0x4b, 0x03, 0x04]],
  ["archive", [0x1f, 0x8b]],
  ["workbook", [0xd0, 0xcf, 0x11, 0xe0]],
  ["picture", [0x89, 0x50, 0x4e, 0x47]],
  ["picture", [0xff, 0xd8, 0xff]],
  ["picture", [0x47, 0x49, 0x46, 0x38]],
];
const WORKBOOKS = new Set([".xlsx", ".xlsm", ".ods", ".numbers"]);

/** Tells a file by its first bytes; workbooks are archives that are told by their name. Null for anything else. */
export async function otherKindOf(open: OpenFile, fileName: string): Promise<OtherKind | null> {
  let head: Uint8Array = new Uint8Array();
  for await (const chunk of open()) {
    head = chunk;
    if (head.length > 0) break;
  }
  const kind = STARTS.find(([, start]) => start.every((byte, at) => head[at] === byte))?.[0] ?? null;
  return kind === "archive" && WORKBOOKS.has(extname(fileName).toLowerCase()) ? "workbook" : kind;
}
