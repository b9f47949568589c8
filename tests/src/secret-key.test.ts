import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { OperatorError } from "../../db/errors.ts";
import { createSealer } from "../../db/sealing.ts";
import { keyFile, makeKeyFile, openSealer, readKeyFile } from "../../src/secret-key.ts";
import { tempFolder } from "../support/temp-folder.ts";

const temp = await tempFolder();
const newFolder = () => mkdtemp(join(temp, "data-"));
const newKey = () => randomBytes(32).toString("base64");
const never = () => expect.unreachable("no file is made here");

const embedded = (dataFolder: string, about: { keys?: readonly string[]; keeps?: boolean } = {}) => ({
  databaseUrl: null,
  dataFolder,
  secretKeys: about.keys ?? [],
  keepsSecrets: about.keeps ?? true,
});

test("given a data folder without a key, when secrets are to be kept, then one is made, once, for its owner alone", async () => {
  const folder = await newFolder();
  const made: string[] = [];
  const first = await openSealer(embedded(folder), (path) => made.push(path));
  expect(made).toEqual([keyFile(folder)]);
  if (process.platform !== "win32") expect((await stat(keyFile(folder))).mode & 0o777).toBe(0o600);
  const sealed = first?.seal("a token", "here") ?? "";
  const second = await openSealer(embedded(folder), never);
  expect(second?.open(sealed, "here")).toBe("a token");
});

test("given nothing that is handed secrets, then no key is made, and one that is there is used", async () => {
  const folder = await newFolder();
  expect(await openSealer(embedded(folder, { keeps: false }), never)).toBeNull();
  expect(readKeyFile(folder)).toBeNull();
  const [key = ""] = await makeKeyFile(folder);
  const sealed = createSealer([key]).seal("a token", "here");
  const sealer = await openSealer(embedded(folder, { keeps: false }), never);
  expect(sealer?.open(sealed, "here")).toBe("a token");
});

test("given a server, then no file is made and none is read", async () => {
  const folder = await newFolder();
  await writeFile(keyFile(folder), "not a key", { mode: 0o600 });
  const config = { ...embedded(folder), databaseUrl: "postgres://127.0.0.1/coach" };
  expect(await openSealer(config, never)).toBeNull();
});

test("given a key from the operator beside the folder's own, then the operator's seals and both open", async () => {
  const folder = await newFolder();
  const [own = ""] = await makeKeyFile(folder);
  const given = newKey();
  const sealer = await openSealer(embedded(folder, { keys: [given] }), never);
  expect(sealer?.open(createSealer([own]).seal("older", "here"), "here")).toBe("older");
  expect(createSealer([given]).open(sealer?.seal("newer", "here") ?? "", "here")).toBe("newer");
});

test("given a newer key on top of the file, then it seals and the older still opens", async () => {
  const folder = await newFolder();
  const [older = ""] = await makeKeyFile(folder);
  const newer = newKey();
  await writeFile(keyFile(folder), `${newer}\n${older}\n`);
  const sealer = await openSealer(embedded(folder), never);
  expect(sealer?.open(createSealer([older]).seal("a token", "here"), "here")).toBe("a token");
  expect(sealer?.seal("x", "here").startsWith(createSealer([newer]).newestPrefix)).toBe(true);
});

test.skipIf(process.platform === "win32")(
  "given a key file that is open to others, then it is refused, with its remedy",
  async () => {
    const folder = await newFolder();
    await makeKeyFile(folder);
    for (const mode of [0o644, 0o640, 0o606, 0o620]) {
      await chmod(keyFile(folder), mode);
      expect(() => readKeyFile(folder)).toThrow(/can be read by others.*run "chmod 600" on it\.$/);
    }
    await chmod(keyFile(folder), 0o600);
    expect(readKeyFile(folder)).toHaveLength(1);
  },
);

test("given a key file that cannot be read or holds no key, then it is refused without a word of it", async () => {
  const folder = await newFolder();
  const half = newKey().slice(0, 20);
  for (const text of ["", "\n", half, `${newKey()}\n${half}\n`]) {
    await writeFile(keyFile(folder), text, { mode: 0o600 });
    expect(() => readKeyFile(folder)).toThrow(OperatorError);
    expect(() => readKeyFile(folder)).toThrow(/holds no key: expected 32 random bytes/);
    expect(() => readKeyFile(folder)).not.toThrow(half);
    expect(await readFile(keyFile(folder), "utf8")).toBe(text);
  }
  const other = await newFolder();
  await mkdir(keyFile(other), { mode: 0o700 });
  expect(() => readKeyFile(other)).toThrow(/cannot be read \(EISDIR\)/);
});

test("given a making that was cut off, then what it left is replaced", async () => {
  const folder = await newFolder();
  await writeFile(`${keyFile(folder)}.unfinished`, "AAAA");
  await makeKeyFile(folder);
  expect(readKeyFile(folder)).toHaveLength(1);
});

test("given a folder that cannot be written to, then one sentence says what the key is for", async () => {
  await expect(makeKeyFile(join(temp, "absent"))).rejects.toThrow(
    /secret\.key cannot be written \(ENOENT\): the coach keeps the key there/,
  );
});
