import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { moodEntries } from "../../db/schema/health.ts";
import { coachInTest, kindsOfDatabase, runScript } from "../support/program.ts";
import { tempFolder } from "../support/temp-folder.ts";

const kinds = await kindsOfDatabase();
const temp = await tempFolder();
const newFolder = async () => join(await mkdtemp(join(temp, "start-")), "data");

const SECRET = "planted-secret";

test("given settings that do not fit, then each is named with its remedy, at once, and no value that may be secret", async () => {
  const ended = await runScript("/help\n", {
    dataFolder: await newFolder(),
    env: {
      DATABASE_URL: `mysql://coach:${SECRET}@127.0.0.1/coach`,
      LOG_LEVEL: "loud",
      HTTP_PORT: "eighty",
      TZ: "Mars/Olympus",
    },
  });
  expect(ended).toMatchObject({ code: 1, signal: null, stdout: "" });
  expect(ended.stderr.trimEnd().split("\n")).toEqual([
    "Some settings do not fit:",
    "  DATABASE_URL starts with mysql://: expected postgres://, as postgres://user:password@host:5432/coach.",
    "  LOG_LEVEL: expected one of debug, info, warn, error, silent.",
    "  HTTP_PORT: expected a port number from 1 to 65535.",
    "  TZ: expected an IANA time zone, such as Europe/Berlin.",
  ]);
});

test("given a data folder that cannot be, then the sentence names the setting", async () => {
  const file = join(await mkdtemp(join(temp, "start-")), "file");
  await writeFile(file, "");
  for (const dataFolder of [file, join(file, "data")]) {
    const ended = await runScript("", { dataFolder });
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(/^The data folder .* cannot be used \(\w+\): set DATA_FOLDER to [^\n]*\n$/);
  }
});

test("given a database server that is not there, then one sentence says where, without the password", async () => {
  const dataFolder = await newFolder();
  const port = await closedPort();
  const ended = await runScript("/help\n", {
    dataFolder,
    env: { DATABASE_URL: `postgres://coach:${SECRET}@127.0.0.1:${port}/coach` },
  });
  expect(ended).toMatchObject({ code: 1, stdout: "" });
  expect(ended.stderr).toMatch(
    /^The database coach at 127\.0\.0\.1 \(DATABASE_URL\) cannot be opened[^\n]*\n$/,
  );
  expect(ended.stderr).toContain("ECONNREFUSED");
  expect(ended.stderr + (await readFile(join(dataFolder, "coach.log"), "utf8"))).not.toContain(SECRET);
});

describe.each(kinds)("on the $kind database", ({ kind, madePlace }) => {
  test("given SIGTERM between and within answers, then it ends in order and nothing is lost", async () => {
    const place = await madePlace();
    const coach = coachInTest(place);
    await coach.hear("start with my own");
    coach.say("5/7, energy 41, tired");
    await coach.hear("energy 41.");
    await coach.write("5/7, energy 42, tired\n");
    // The line is written back before it is answered.
    await coach.hear("energy 42, tired");
    coach.signal("SIGTERM");
    const ended = await coach.ended;
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: "" });
    expect(ended.stdout).toMatch(/energy 42\.[\s\S]*\ncoach {2}Bye for now\.[^\n]*\n$/);
    const entries = await place.look((db) => db.select().from(moodEntries));
    expect(entries.map((entry) => entry.energyLevelSelfReported).sort()).toEqual([41, 42]);
  });

  test("given an HTTP port that is taken, then the sentence names the setting and the coach ends", async () => {
    const place = await madePlace();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const port = portOf(server);
    const ended = await runScript("/help\n", { ...place, env: { ...place.env, HTTP_PORT: String(port) } });
    server.close();
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(
      new RegExp(
        `^HTTP_PORT ${port} on HTTP_HOST 127\\.0\\.0\\.1 cannot be listened on \\(EADDRINUSE\\)[^\\n]*\\n$`,
      ),
    );
  });

  test.runIf(kind === "embedded")(
    "given a coach on a data folder, when another starts there, then it ends with one sentence and the first goes on",
    async () => {
      const place = await madePlace();
      const first = coachInTest(place);
      await first.hear("start with my own");
      const second = await runScript("5/7, energy 42, tired\n", place);
      expect(second).toMatchObject({ code: 1, stdout: "" });
      expect(second.stderr).toBe(
        `The data folder ${place.dataFolder} is in use by another coach: stop that one first, or set DATABASE_URL to a PostgreSQL server, which several may share.\n`,
      );
      first.say("5/7, energy 41, tired");
      await first.hear("energy 41.");
      first.end();
      expect(await first.ended).toMatchObject({ code: 0, stderr: "" });
      const entries = await place.look((db) => db.select().from(moodEntries));
      expect(entries.map((entry) => entry.energyLevelSelfReported)).toEqual([41]);
    },
  );

  const hasTerminal = spawnSync("script", ["--version"]).stdout?.includes("util-linux") ?? false;
  test.skipIf(!hasTerminal)(
    "on a terminal it asks with a prompt, shows each line once, and styles",
    async () => {
      const place = await madePlace();
      const coach = coachInTest({
        ...place,
        env: { ...place.env, TERM: "xterm" },
        under: ["sh", "-c", `exec script -qec "'$1' '$2'" /dev/null`, "sh"],
      });
      await coach.hear("start with my own");
      await coach.hear("you    ");
      await coach.write("/sample maya\r");
      await coach.hear("How's your mood?");
      await coach.write("/today\r");
      await coach.hear("balance");
      await coach.hear("you    ");
      await coach.write("/quit\r");
      const ended = await coach.ended;
      expect(ended.code).toBe(0);
      expect(ended.stdout.match(/\/sample maya/g)).toHaveLength(1);
      expect(ended.stdout).toContain("\u001b[1m");
      expect(ended.stdout.trimEnd()).toMatch(/coach {2}Bye for now\.[^\n]*$/);
    },
  );
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = portOf(server);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return address.port;
}
