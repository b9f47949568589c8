import { describe, expect, test } from "vitest";
import { readCode } from "../../bot/access/one-time-code.ts";
import { invites } from "../../db/schema/access.ts";
import { run } from "../support/child-process.ts";
import { coachInTest, kindsOfDatabase, type Place } from "../support/program.ts";

const INVITE = "src/commands/invite.ts";
const kinds = await kindsOfDatabase();

const invite = (place: Place, env: Readonly<Record<string, string>> = {}, args: readonly string[] = []) =>
  run(INVITE, { env: { DATA_FOLDER: place.dataFolder, ...place.env, ...env }, args });

describe.each(kinds)("$kind", (kind) => {
  test("the operator gets a code once, and only its hash is stored", async () => {
    const place = await kind.madePlace();
    const made = await invite(place);
    expect(made).toMatchObject({ code: 0, stderr: "" });
    const code = /^Invite code: (\S+)$/m.exec(made.stdout)?.[1] ?? "";
    const stored = await place.look((db) => db.select().from(invites));
    expect(stored).toMatchObject([{ codeHash: readCode(code)?.hash, madeBy: null, usedAt: null }]);
    expect(JSON.stringify(stored)).not.toContain(code.replace("-", ""));
    const days = (stored[0]?.expiresAt.getTime() ?? 0) - (stored[0]?.createdAt.getTime() ?? 0);
    expect(days).toBe(7 * 86_400_000);
  });
});

test("given something behind it, a folder without data, or a coach that needs no codes, then it says so and makes none", async () => {
  const [embedded] = kinds;
  if (embedded === undefined) throw new Error("expected the embedded database");
  const place = await embedded.madePlace();
  const refusals = [
    [await invite(place, {}, ["ada"]), 'Run "npm run invite" without anything behind it'],
    [await invite(await embedded.emptyPlace()), "There is no database in"],
    [await invite(place, { ACCESS: "open" }), "ACCESS is open"],
    [await invite(place, { ACCESS: "list", ACCESS_LIST: "telegram:1" }), "add the account to ACCESS_LIST"],
    [await invite(place, { ACCESS: "friends" }), "ACCESS: expected one of open, invite, list"],
  ] as const;
  for (const [ended, words] of refusals) {
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toContain(words);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  }
  expect(await place.look((db) => db.$count(invites))).toBe(0);
});

test("given a coach that runs on the folder, then the operator is told to ask in a chat", async () => {
  const place = await kinds[0]?.madePlace();
  if (place === undefined) throw new Error("expected the embedded database");
  const coach = coachInTest(place);
  await coach.hear("start with my own");
  const refused = await invite(place);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain("say /invite in its terminal");
});
