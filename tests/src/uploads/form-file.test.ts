import { expect, test } from "vitest";
import { FormError, readFormFile } from "../../../src/uploads/form-file.ts";
import { inPieces } from "../../support/apple-export.ts";

const TYPE = "multipart/form-data; boundary=----WebKitX";
const DASHES = "------WebKitX";

/** A form as a browser sends it. */
function formOf(content: string, head = 'form-data; name="file"; filename="export.zip"') {
  return `${DASHES}\r\nContent-Disposition: ${head}\r\nContent-Type: application/zip\r\n\r\n${content}\r\n${DASHES}--\r\n`;
}

async function read(body: string, bytes: number, type = TYPE) {
  const { name, bytes: pieces } = await readFormFile(type, inPieces(body, bytes)());
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return [name, Buffer.concat(parts).toString()];
}

test.each([
  ["text", "PK and some more"],
  ["nothing", ""],
  ["what looks like the end", `\r\n${DASHES.slice(0, -1)}\r\n--\r\n\r\n-${DASHES}`],
])(
  "given a form whose file is %s, then its name and its bytes come out, in pieces of any size",
  async (_, content) => {
    for (const bytes of [1, 2, 7, 60, 65_536]) {
      expect(await read(formOf(content), bytes)).toEqual(["export.zip", content]);
    }
    expect(await read(formOf(content), 50, 'multipart/form-data; boundary="----WebKitX"')).toEqual([
      "export.zip",
      content,
    ]);
  },
);

test("the body is let go of as soon as the file is through, or is none", async () => {
  for (const [body, isForm] of [
    [formOf("x"), true],
    [formOf("x", 'form-data; name="file"'), false],
  ] as const) {
    let isOpen = true;
    async function* endless() {
      try {
        yield Buffer.from(body);
        for (;;) yield Buffer.from("what stands behind");
      } finally {
        isOpen = false;
      }
    }
    const read = readFormFile(TYPE, endless()).then(async ({ bytes }) => {
      for await (const _ of bytes);
    });
    if (isForm) await read;
    else await expect(read).rejects.toThrow(FormError);
    expect(isOpen).toBe(false);
  }
});

test.each([
  ["no form", "application/octet-stream", formOf("x")],
  ["a form without a file", TYPE, formOf("x", 'form-data; name="file"')],
  ["another boundary", "multipart/form-data; boundary=other", formOf("x")],
  ["an endless head", TYPE, formOf("x", `form-data; filename="${"x".repeat(100_000)}"`)],
  ["nothing", TYPE, ""],
  ["a form that breaks off in its head", TYPE, formOf("x").slice(0, 40)],
  ["a form that breaks off in its file", TYPE, formOf("x".repeat(1000)).slice(0, 600)],
])("given %s, then it is refused", async (_, type, body) => {
  for (const bytes of [1, 100_000]) await expect(read(body, bytes, type)).rejects.toThrow(FormError);
});
