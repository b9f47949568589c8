import { randomBytes } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { SCOPES } from "../../bot/adapters/slack/permissions.ts";
import { saveInstallation } from "../../db/queries/installations.ts";
import { createIdentity, createPerson } from "../../db/queries/people.ts";
import { planSchedules } from "../../db/queries/schedules.ts";
import { slackInstallations } from "../../db/schema/access.ts";
import { chatIdentities } from "../../db/schema/chat.ts";
import { schedules } from "../../db/schema/delivery.ts";
import { userSettings } from "../../db/schema/people.ts";
import { createSealer } from "../../db/sealing.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { slackUnderTest } from "../fakes/slack-adapter.ts";
import { BOT_TOKEN, CLIENT, PERSON, type SlackCall, TEAM } from "../fakes/slack-server.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const CHAT = `${TEAM}:${PERSON}`;
const hello = { text: [{ text: "hello" }], buttons: [], many: false };
const key = () => randomBytes(32).toString("base64");
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** The app for several workspaces, running. */
async function forSeveral(sealer = createSealer([key()])) {
  const lines: LogLine[] = [];
  const clock = { now: new Date() };
  const under = await slackUnderTest(
    { db, log: collectLog(lines), clock: () => clock.now, sealer },
    {
      SLACK_CLIENT_ID: CLIENT.id,
      SLACK_CLIENT_SECRET: CLIENT.secret,
      SLACK_STATE_SECRET: "a-state-secret-of-tests",
    },
  );
  endings.push(under.end);
  const running = under.adapter.run(async () => {});
  endings.push(async () => {
    await under.adapter.stop();
    await running;
  });

  /** Goes to the install page and consents as a browser does. @returns the way back to the coach, and the cookie */
  async function consent() {
    const install = await fetch(`${under.url}/slack/install`, { redirect: "manual" });
    const asked = new URL(install.headers.get("location") ?? "");
    const field = (name: string) => asked.searchParams.get(name) ?? "";
    const given = await fetch(`${under.slack.url}/oauth/v2/authorize/callback`, {
      method: "POST",
      redirect: "manual",
      headers: { "x-test": "1" },
      body: new URLSearchParams({
        user_id: PERSON,
        redirect_uri: field("redirect_uri"),
        scope: field("scope"),
        state: field("state"),
        client_id: field("client_id"),
      }),
    });
    const cookie = (install.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    return { asked, back: given.headers.get("location") ?? "", cookie, status: install.status };
  }
  const comeBack = (back: string, cookie: string) => fetch(back, { headers: { cookie } });
  return { ...under, lines, clock, consent, comeBack };
}

test("given consent, then the workspace's token is stored sealed, and messages go out with it", async () => {
  const { adapter, slack, consent, comeBack } = await forSeveral();
  expect(await adapter.send(CHAT, hello).catch(({ code }) => code)).toBe("unreachable");
  const { asked, back, cookie, status } = await consent();
  expect(status).toBe(302);
  expect(asked.searchParams.get("scope")?.split(",").sort()).toEqual([...SCOPES]);
  const page = await comeBack(back, cookie);
  expect([page.status, await page.text()]).toEqual([200, expect.stringMatching(/^Done: the balance coach/)]);
  const rows = await db.select().from(slackInstallations);
  expect(rows).toMatchObject([{ enterpriseId: "", teamId: TEAM }]);
  expect(JSON.stringify(rows)).not.toMatch(/xox/);
  await adapter.send(CHAT, hello);
  const [{ token } = { token: "" }] = slack.calls.filter(({ method }) => method === "chat.postMessage");
  expect(token).toMatch(/^xoxb-/);
  expect(token).not.toBe(BOT_TOKEN);
});

test.each([
  ["another browser, without the cookie", (back: string) => back, () => ""],
  [
    "another state",
    (back: string) => back.replace(/state=[^&]+/, "state=forged"),
    (cookie: string) => cookie,
  ],
  [
    "a code that Slack does not know",
    (back: string) => back.replace(/code=[^&]+/, "code=guessed"),
    (cookie: string) => cookie,
  ],
  [
    "a refusal",
    (back: string) => back.replace(/code=[^&]+/, "error=access_denied"),
    (cookie: string) => cookie,
  ],
])("given %s, then nothing is installed and a line says how to start again", async (_, way, cookieOf) => {
  const { consent, comeBack, lines } = await forSeveral();
  const { back, cookie } = await consent();
  const page = await comeBack(way(back), cookieOf(cookie));
  expect([page.status, await page.text()]).toEqual([400, expect.stringMatching(/^That didn't work/)]);
  expect(await db.$count(slackInstallations)).toBe(0);
  expect(JSON.stringify(lines)).not.toMatch(/xox|forged|guessed|test-client-secret/);
});

/** Somebody of a workspace who is asked at a time of day. */
async function member(chat: string): Promise<string> {
  const userId = await createPerson(db, { timezone: "Europe/London" });
  await db.update(userSettings).set({ moodReminderTime: "07:30" });
  await createIdentity(db, userId, { platform: "slack", sender: chat, chat });
  await planSchedules(db, userId, new Date());
  return userId;
}
const reachable = async () => {
  const rows = await db.select().from(chatIdentities);
  return rows.filter(({ unreachableSince }) => unreachableSince === null).map(({ chatId }) => chatId);
};

test.each([
  ["app_uninstalled", {}],
  ["tokens_revoked", { tokens: { bot: ["UBOT00001"] } }],
])(
  "given %s, then the installation is gone and its people's schedules stop, nobody else's",
  async (type, fields) => {
    const { adapter, person, consent, comeBack, clock } = await forSeveral();
    const { back, cookie } = await consent();
    await comeBack(back, cookie);
    const userId = await member(CHAT);
    await member("T0ANOTHER:U0ANOTHER");
    // The day after, so that the news is not older than the installation.
    clock.now = new Date(Date.now() + 86_400_000);
    const news = {
      type: "event_callback",
      team_id: TEAM,
      event_id: "Ev1",
      event_time: Math.floor(clock.now.getTime() / 1000),
    };
    expect((await person.json({ ...news, event: { type, ...fields } })).status).toBe(200);
    expect(await db.$count(slackInstallations)).toBe(0);
    expect(await reachable()).toEqual(["T0ANOTHER:U0ANOTHER"]);
    const enabled = (await db.select().from(schedules)).filter((row) => row.userId === userId && row.enabled);
    expect(enabled.map(({ kind }) => kind)).toEqual(["daily_scoring"]);
    expect(await adapter.send(CHAT, hello).catch(({ code }) => code)).toBe("unreachable");
  },
);

test("given late news of a removal, or a user's token revoked, then what was installed since stays", async () => {
  const { person, consent, comeBack } = await forSeveral();
  const { back, cookie } = await consent();
  await comeBack(back, cookie);
  await member(CHAT);
  const news = (event_time: number, event: object) =>
    person.json({ type: "event_callback", team_id: TEAM, event_id: `Ev${event_time}`, event_time, event });
  const now = Math.floor(Date.now() / 1000);
  await news(now - 60, { type: "app_uninstalled" });
  await news(now + 60, { type: "tokens_revoked", tokens: { oauth: [PERSON] } });
  expect(await db.$count(slackInstallations)).toBe(1);
  expect(await reachable()).toEqual([CHAT]);
});

const tokensOf = ({ calls }: { readonly calls: readonly SlackCall[] }) =>
  calls.filter(({ method }) => method === "chat.postMessage").map(({ token }) => token);

test("given an installation anew, then its token is used from then on", async () => {
  const { adapter, slack, consent, comeBack } = await forSeveral();
  for (let time = 0; time < 2; time++) {
    const { back, cookie } = await consent();
    await comeBack(back, cookie);
    await adapter.send(CHAT, hello);
  }
  expect(new Set(tokensOf(slack)).size).toBe(2);
  expect(await db.$count(slackInstallations)).toBe(1);
});

test("given a token that Slack takes no more, then the one that another process has stored is used, without a restart", async () => {
  const sealer = createSealer([key()]);
  const { adapter, slack, consent, comeBack } = await forSeveral(sealer);
  const { back, cookie } = await consent();
  await comeBack(back, cookie);
  await adapter.send(CHAT, hello);
  slack.fail("chat.postMessage", { refuses: "invalid_auth" });
  expect(await adapter.send(CHAT, hello).catch(({ code }) => code)).toBe("unreachable");
  const newer = JSON.stringify({ botToken: BOT_TOKEN });
  await saveInstallation(db, sealer, { enterpriseId: "", teamId: TEAM }, newer, new Date());
  slack.fail("chat.postMessage", { refuses: "invalid_auth" });
  await adapter.send(CHAT, hello);
  expect(tokensOf(slack).at(-1)).toBe(BOT_TOKEN);
});

test("given a row sealed with another key, then nothing is sent and it is tried again later", async () => {
  const first = await forSeveral();
  const { back, cookie } = await first.consent();
  await first.comeBack(back, cookie);
  const second = await forSeveral();
  expect(await second.adapter.send(CHAT, hello).catch(({ code }) => code)).toBe("unavailable");
  expect(second.slack.calls).toEqual([]);
});
