import { expect, test } from "vitest";
import { chatIdentities, inbox } from "../../db/schema/chat.ts";
import { moodEntries } from "../../db/schema/health.ts";
import { users } from "../../db/schema/people.ts";
import { telegramPerson } from "../fakes/telegram-person.ts";
import { TOKEN } from "../fakes/telegram-server.ts";
import { run } from "../support/child-process.ts";
import {
  listens,
  logOf,
  presses,
  sees,
  soon,
  telegramForProcess,
  textsOf,
} from "../support/platform-process.ts";
import { coachInTest, kindsOfDatabase } from "../support/program.ts";
import { tcpProxy } from "../support/tcp-proxy.ts";

const [embedded] = await kindsOfDatabase();
if (embedded === undefined) throw new Error("expected the embedded database");
const { madePlace } = embedded;

test("on Telegram the first person claims the coach and checks in by taps, a stranger waits for an invite, and SIGTERM ends in order", async () => {
  const place = await madePlace();
  const { telegram, env } = await telegramForProcess();
  const [sam, kim] = [telegramPerson(telegram, 5551), telegramPerson(telegram, 5552)];
  const first = coachInTest({ ...place, env });
  await listens(telegram);
  await sam.say("hello");
  await sees(sam, /a program, not a person/);
  await presses(sam, "own");
  await presses(sam, "Europe/London");
  await sam.say("/checkin");
  await presses(sam, "6");
  await presses(sam, "good");
  await sees(sam, "mood 6 of 7, energy 75.");
  await kim.say("hello, my secret is a planted one");
  await sees(kim, "This coach is private");
  await kim.say("anybody there?");

  // Said in the instant before the end: it is answered now or after the next start.
  await sam.say("5/7, energy 41");
  first.signal("SIGTERM");
  expect(await first.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
  expect(textsOf(kim)).toHaveLength(1);
  const made = await run("src/commands/invite.ts", { env: { DATA_FOLDER: place.dataFolder } });
  const code = /^Invite code: (\S+)$/m.exec(made.stdout)?.[1] ?? "";

  const second = coachInTest({ ...place, env });
  await kim.say(code);
  await sees(kim, /a program, not a person/);
  await sees(sam, "energy 41.");
  second.signal("SIGTERM");
  expect(await second.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
  const [people, accounts, entries, seen] = await place.look((db) =>
    Promise.all([
      db.$count(users),
      db.select().from(chatIdentities),
      db.select().from(moodEntries),
      db.select().from(inbox),
    ]),
  );
  expect(people).toBe(2);
  expect(accounts.map(({ platformUserId }) => platformUserId).sort()).toEqual(["5551", "5552"]);
  expect(entries.map((entry) => [entry.moodScore, entry.energyLevelSelfReported]).sort()).toEqual([
    [2, 41],
    [3, 75],
  ]);
  expect(seen.length).toBeGreaterThan(0);
  const told = logOf(place);
  expect(told).not.toMatch(/planted|"level":[56]0/);
  expect(told + first.stdout() + second.stdout()).not.toContain(TOKEN.split(":")[1]);
});

test("given Telegram away at the start, then the coach says so once, waits, and begins by itself", async () => {
  const place = await madePlace();
  const { telegram, env } = await telegramForProcess();
  const way = await tcpProxy(telegram.apiRoot);
  await way.cut();
  const coach = coachInTest({ ...place, env: { ...env, TELEGRAM_API_URL: way.url } });
  await soon(() => logOf(place)).toContain("Telegram cannot be reached");
  expect(coach.isOver()).toBe(false);
  await way.restore();
  const sam = telegramPerson(telegram);
  await listens(telegram);
  await sam.say("hello");
  await sees(sam, /a program, not a person/);
  coach.signal("SIGTERM");
  expect(await coach.ended).toMatchObject({ code: 0, stderr: "" });
  expect(logOf(place).match(/Telegram cannot be reached/g)).toHaveLength(1);
});

test("given an answer that hangs at Telegram, then SIGTERM ends in order all the same, and the next start gives the answer", async () => {
  const place = await madePlace();
  const { telegram, env } = await telegramForProcess();
  const sam = telegramPerson(telegram);
  telegram.refuse("show", "hang");
  const first = coachInTest({ ...place, env });
  await listens(telegram);
  await sam.say("hello");
  await soon(() => telegram.requests.filter(({ method }) => method === "sendMessage").length).toBe(1);
  expect(textsOf(sam)).toEqual([]);
  first.signal("SIGTERM");
  expect(await first.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
  expect(logOf(place)).toContain("not stopped in time");
  const second = coachInTest({ ...place, env });
  await sees(sam, "a program, not a person");
  second.signal("SIGTERM");
  expect(await second.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
  expect(textsOf(sam)).toHaveLength(1);
});

test("given an account that floods the coach, then it is told so in one line, the rest is dropped, and another account is answered", async () => {
  const place = await madePlace();
  const { telegram, env } = await telegramForProcess();
  const [sam, kim] = [telegramPerson(telegram, 5551), telegramPerson(telegram, 5552)];
  const coach = coachInTest({ ...place, env: { ...env, ACCESS: "open", INBOUND_PER_ACCOUNT: "10" } });
  await listens(telegram);
  await sam.say("hello");
  await sees(sam, /a program, not a person/);
  // No command is like these, so each answer names its own.
  const said = Array.from("qxzwvkjypf", (first) =>
    ["q", "x", "z"].map((second) => `/zz${first}${second}`),
  ).flat();
  for (const command of said) await sam.say(command);
  await kim.say("hello");
  await sees(kim, /a program, not a person/);
  await sees(sam, said[8] ?? "");
  const told = () => textsOf(sam).filter((text) => text.includes("That was a lot at once"));
  await soon(told).toHaveLength(1);
  coach.signal("SIGTERM");
  expect(await coach.ended).toMatchObject({ code: 0, signal: null, stderr: "" });
  expect(told()).toHaveLength(1);
  // "hello" was the first of the ten.
  expect(textsOf(sam).flatMap((text) => /\/zz\w\w/.exec(text)?.[0] ?? [])).toEqual(said.slice(0, 9));
  const seen = await place.look((db) => db.select().from(inbox));
  expect(seen).toHaveLength(11);
});
