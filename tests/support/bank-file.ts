import type {
  FileItem,
  FileQuestion,
  FileRow,
  OpenFile,
  ReadOptions,
  SkippedRow,
} from "../../src/integrations/files/file-item.ts";
import { readFile } from "../../src/integrations/files/read-file.ts";

/** A file of these bytes, or of this text in UTF-8, that arrives in chunks of the given size. */
export function fileOf(content: string | Uint8Array, chunkBytes = 65_536): OpenFile {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  };
}

export interface ReadItems {
  readonly items: readonly FileItem[];
  readonly rows: readonly FileRow[];
  readonly skipped: readonly SkippedRow[];
  readonly questions: readonly FileQuestion[];
}

/** Everything that a file says, sorted by kind. */
export async function readAll(
  content: string | Uint8Array | OpenFile,
  options: ReadOptions = {},
): Promise<ReadItems> {
  const open = typeof content === "function" ? content : fileOf(content);
  const items: FileItem[] = [];
  for await (const item of readFile(open, options)) items.push(item);
  return {
    items,
    rows: items.filter((item) => item.kind === "row"),
    skipped: items.filter((item) => item.kind === "skipped"),
    questions: items.filter((item) => item.kind === "question"),
  };
}

/** What is mostly looked at of a row: day and amount, and who it was with. */
export function brief({ date, amount, name }: FileRow): string {
  return `${date} ${amount} ${name}`;
}
