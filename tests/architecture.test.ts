import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

type Room = { readonly rooms: readonly string[]; readonly packages: readonly RegExp[] };

/** What each room may import: other rooms, and packages (with Node's own modules as `node:`). */
const MAY_IMPORT: Readonly<Record<string, Room>> = {
  coaching: {
    rooms: ["coaching"],
    packages: [/^luxon$/, /^simple-statistics$/, /^zod$/, /^chrono-node$/, /^fastest-levenshtein$/],
  },
  db: {
    rooms: ["db", "coaching"],
    packages: [/^drizzle-orm(\/|$)/, /^postgres$/, /^pg-boss$/, /^@electric-sql\/pglite$/, /^zod$/, /^node:/],
  },
  prompts: { rooms: ["prompts", "coaching"], packages: [/^node:/] },
  bot: {
    rooms: ["bot", "coaching", "db", "prompts"],
    packages: [/^zod$/, /^luxon$/, /^rate-limiter-flexible$/, /^node:/],
  },
  // A platform's libraries are loaded by the adapter that uses them alone, once it is made.
  "bot/adapters/telegram": {
    rooms: ["bot", "coaching", "db", "prompts"],
    packages: [
      /^zod$/,
      /^node:/,
      /^grammy(\/types)?$/,
      /^@grammyjs\/(runner|auto-retry)$/,
      /^@photostructure\/tz-lookup$/,
    ],
  },
  "bot/adapters/slack": {
    rooms: ["bot", "coaching", "db", "prompts"],
    packages: [/^zod$/, /^node:/, /^@slack\/bolt$/],
  },
  src: { rooms: ["src", "bot", "coaching", "db", "prompts"], packages: [/./] },
};

type Import = { readonly file: string; readonly target: string };

function sourceFiles(room: string): readonly string[] {
  return readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(room, file));
}

/** The innermost room that has rules of its own. */
function roomOf(file: string): string {
  const [room = file.split("/")[0] ?? ""] = Object.keys(MAY_IMPORT)
    .filter((name) => file.startsWith(`${name}/`))
    .sort((one, other) => other.length - one.length);
  return room;
}

function importsOf(file: string): readonly Import[] {
  const source = readFileSync(join(root, file), "utf8");
  const found = source.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^"';]*?from\s*"([^"]+)"|import\(\s*"([^"]+)"|(?:^|\n)import\s+"([^"]+)"/g,
  );
  return [...found].map((match) => ({ file, target: match[1] ?? match[2] ?? match[3] ?? "" }));
}

/** Gone before anything runs. */
function isTypeOnly({ file, target }: Import): boolean {
  const source = readFileSync(join(root, file), "utf8");
  const lines = source.match(/(?:^|\n)import\b[^"';]*?from\s*"[^"]+"/g) ?? [];
  const those = lines.filter((line) => line.endsWith(`"${target}"`));
  return those.length > 0 && those.every((line) => /^\s*import type\b/.test(line));
}

const rooms = Object.keys(MAY_IMPORT);

test.each(rooms)("%s imports only the rooms and packages it may", (room) => {
  const files = sourceFiles(room).filter((file) => roomOf(file) === room);
  const imports = files.flatMap(importsOf);
  expect(files.length, "no file was read").toBeGreaterThan(0);
  expect(imports.length, "no import was read").toBeGreaterThan(0);
  const rule = MAY_IMPORT[room];
  const stray = imports.filter(({ file, target }) => {
    if (!target.startsWith(".")) return !rule?.packages.some((allowed) => allowed.test(target));
    const [into = ""] = normalize(join(dirname(file), target)).split("/");
    return !rule?.rooms.includes(into);
  });
  expect(stray).toEqual([]);
});

test("integrations know coaching and nothing else of the coach, but for types of what they are given", () => {
  const imports = sourceFiles("src/integrations")
    .flatMap(importsOf)
    .filter((one) => !isTypeOnly(one));
  expect(imports.length, "no import was read").toBeGreaterThan(0);
  const stray = imports
    .filter(({ target }) => target.startsWith("."))
    // How the settings of any part are read.
    .filter(({ target }) => !target.endsWith("bot/define-part.ts"))
    .filter(
      ({ file, target }) => !/^(coaching|src\/integrations)\//.test(normalize(join(dirname(file), target))),
    );
  expect(stray).toEqual([]);
});

test("what draws pictures is loaded by its own thread alone, so that a start of the coach loads none of it", () => {
  const imports = rooms
    .flatMap(sourceFiles)
    .flatMap(importsOf)
    .filter((one) => !isTypeOnly(one));
  const importersOf = (name: RegExp) => [
    ...new Set(imports.filter(({ target }) => name.test(target)).map(({ file }) => file)),
  ];
  expect(importersOf(/^(?:echarts|@resvg)/)).toEqual(["src/pictures/drawer.ts"]);
  expect(importersOf(/\/drawer\.ts$/)).toEqual(["src/pictures/worker.ts"]);
  expect(importersOf(/\/worker\.ts$/).filter((file) => file.startsWith("src/pictures/"))).toEqual([]);
});

test("given any relative import, then it names a file that exists, with its ending", () => {
  const all = [...rooms, "tests"].flatMap(sourceFiles);
  const known = new Set(all);
  const broken = all
    .flatMap(importsOf)
    .filter(({ target }) => target.startsWith("."))
    .map(({ file, target }) => ({ file, path: relative(root, join(root, dirname(file), target)) }))
    // What is no code is data, as learned weights are.
    .filter(({ path }) => !known.has(path) && !(path.endsWith(".json") && existsSync(join(root, path))));
  expect(broken).toEqual([]);
});

test("coaching asks neither the clock nor chance", () => {
  const uses = sourceFiles("coaching").flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    const found = source.match(
      /Date\.now\(|new Date\(\)|Math\.random\(|DateTime\.(?:now|local|utc)\(\)|process\.|fetch\(/g,
    );
    return (found ?? []).map((use) => `${file}: ${use}`);
  });
  expect(uses).toEqual([]);
});

test("only src reads the environment", () => {
  const readers = ["bot", "coaching", "db", "prompts"]
    .flatMap(sourceFiles)
    .filter((file) => readFileSync(join(root, file), "utf8").includes("process.env"));
  expect(readers).toEqual([]);
});
