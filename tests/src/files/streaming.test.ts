import { expect, test } from "vitest";
import type { OpenFile } from "../../../src/integrations/files/file-item.ts";
import { readFile } from "../../../src/integrations/files/read-file.ts";
import { BLOCK_BYTES, SAMPLE_BLOCKS } from "../../../src/integrations/files/text.ts";
import { brief, readAll } from "../../support/bank-file.ts";

const ROWS = 200_000;
const PER_CHUNK = 500;

interface Flow {
  /** Bytes that the reader has asked for where it was first opened: the rows come from there. */
  given: number;
  opened: number;
  closed: number;
}

/** A file of many rows that is made while it is read, and what the reader takes of it. */
function longFile(
  head: string,
  row: (at: number) => string,
): { readonly open: OpenFile; readonly flow: Flow } {
  const flow: Flow = { given: 0, opened: 0, closed: 0 };
  const open: OpenFile = async function* () {
    const isFirst = flow.opened++ === 0;
    try {
      yield Buffer.from(head);
      for (let at = 0; at < ROWS; at += PER_CHUNK) {
        const chunk = Buffer.from(Array.from({ length: PER_CHUNK }, (_, index) => row(at + index)).join(""));
        if (isFirst) flow.given += chunk.length;
        yield chunk;
      }
    } finally {
      flow.closed++;
    }
  };
  return { open, flow };
}

const KINDS = [
  {
    kind: "CSV",
    head: "Date,Description,Amount\n",
    row: (at: number) => `2024-03-14,Shop ${at},${at % 2 === 0 ? "-" : ""}1.50\n`,
    passes: 1,
  },
  {
    kind: "CSV that settles its dates only as a whole",
    head: "Date,Description,Amount\n",
    row: (at: number) =>
      `${at === ROWS - 1 ? "14/03/2024" : "03/03/2024"},Shop ${at},${at % 2 === 0 ? "-" : ""}1.50\n`,
    passes: 2,
  },
  {
    kind: "OFX",
    head: "<OFX><STMTRS><CURDEF>EUR<BANKTRANLIST>",
    row: (at: number) => `<STMTTRN><DTPOSTED>20240314<TRNAMT>-1.50<FITID>${at}<NAME>Shop ${at}</STMTTRN>`,
    passes: 1,
  },
  {
    kind: "QIF",
    head: "!Type:Bank\n",
    row: (at: number) => `D14/03/2024\nT-1.50\nPShop ${at}\n^\n`,
    passes: 1,
  },
  {
    kind: "MT940",
    head: ":20:A\n:25:NL00\n:60F:C240301EUR1,00\n",
    row: (at: number) => `:61:2403140314D1,50NTRFNONREF//${at}\n:86:Shop ${at}\n`,
    passes: 1,
  },
];

test.each(KINDS)(
  "$kind of 200 000 rows is read as rows are taken, never far ahead",
  { timeout: 120_000 },
  async ({ head, row, passes }) => {
    const { open, flow } = longFile(head, row);
    // What was looked at before the first row, one block in the parser, one being filled, one chunk of the source.
    const bound = (SAMPLE_BLOCKS + 3) * BLOCK_BYTES;
    let taken = 0;
    let rows = 0;
    let furthest = 0;
    for await (const item of readFile(open)) {
      if (item.kind !== "row") continue;
      taken += row(rows).length;
      rows++;
      furthest = Math.max(furthest, flow.given - taken);
    }
    expect(rows).toBe(ROWS);
    expect(flow.opened).toBe(passes);
    expect(furthest).toBeGreaterThan(0);
    expect(furthest).toBeLessThan(bound);
    expect(flow.closed).toBe(flow.opened);
  },
);

test("given a reader that stops early, then the file is closed and not read to its end", async () => {
  const { open, flow } = longFile(
    "Date,Description,Amount\n",
    (at) => `2024-03-14,Shop ${at},-1.50\n2024-03-14,x,1\n`,
  );
  for await (const item of readFile(open)) {
    expect(item.kind).toBe("row");
    break;
  }
  expect(flow).toMatchObject({ opened: 1, closed: 1 });
  expect(flow.given).toBeLessThan((SAMPLE_BLOCKS + 3) * BLOCK_BYTES);
});

test("given a file without transactions, then it is closed", async () => {
  const { open, flow } = longFile("name,age\n", (at) => `Jane ${at},41\n`);
  await expect(readAll(open)).rejects.toMatchObject({ code: "no-transactions" });
  expect(flow).toMatchObject({ opened: 1, closed: 1 });
});

test("given a first letter beyond ASCII late in the file, then its encoding is still found", async () => {
  const text = `Date,Description,Amount\n${"2024-03-14,Shop,-1.50\n".repeat(20_000)}2024-03-15,Müller,1.00\n`;
  const { rows } = await readAll(Buffer.from(text, "latin1"));
  expect(rows).toHaveLength(20_001);
  expect(rows.map(brief).at(-1)).toBe("2024-03-15 -1.00 Müller");
});

test("given progress is asked for, then it grows to the size of the file", async () => {
  const text = `Date,Description,Amount\n${"2024-03-14,Shop,-1.50\n2024-03-14,Acme,1.00\n".repeat(10_000)}`;
  const seen: number[] = [];
  await readAll(text, { onProgress: (bytes) => seen.push(bytes) });
  expect(seen.at(-1)).toBe(text.length);
  expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  expect(seen.length).toBeGreaterThan(5);
});
