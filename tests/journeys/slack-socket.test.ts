import { afterEach, expect, test } from "vitest";
import type { InboundEvent } from "../../bot/adapter.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";
import { slackUnderTest } from "../fakes/slack-adapter.ts";
import { BOT_TOKEN, PERSON, TEAM } from "../fakes/slack-server.ts";
import { startSocket } from "../fakes/slack-socket.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function overSocket() {
  const lines: LogLine[] = [];
  const events: InboundEvent[] = [];
  const socket = await startSocket();
  endings.push(socket.end);
  const under = await slackUnderTest(
    { db, log: collectLog(lines), clock: () => new Date() },
    { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: "xapp-test" },
  );
  endings.push(under.end);
  const run = () => under.adapter.run(async (event) => void events.push(event));
  return { ...under, socket, events, lines, run };
}

const message = (id: string, text: string) => ({
  envelope_id: id,
  type: "events_api",
  payload: {
    type: "event_callback",
    team_id: TEAM,
    event_id: `Ev${id}`,
    event: { type: "message", channel_type: "im", channel: "D1", user: PERSON, text },
  },
});

test("given an app token, then events come over one connection, are acknowledged, and no route is open", async () => {
  const { adapter, slack, socket, events, run } = await overSocket();
  expect(adapter.routes).toEqual([]);
  slack.fail("apps.connections.open", { answers: { url: socket.url } });
  const connected = socket.connected();
  const running = run();
  await connected;
  socket.send(message("1", "hello"));
  await expect.poll(() => events).toMatchObject([{ kind: "text", text: "hello", eventId: "event:Ev1" }]);
  await expect.poll(() => socket.heard.map(({ envelope_id }) => envelope_id)).toEqual(["1"]);
  socket.send({
    envelope_id: "2",
    type: "slash_commands",
    payload: { command: "/balance", text: "week", team_id: TEAM, user_id: PERSON, trigger_id: "t" },
  });
  await expect.poll(() => events.at(-1)).toMatchObject({ kind: "text", text: "/week", eventId: "trigger:t" });
  expect(slack.calls.find(({ method }) => method === "apps.connections.open")?.token).toBe("xapp-test");
  await adapter.stop();
  await running;
});

test("given a token that Slack refuses, then the operator reads which one, and not its value", async () => {
  const { slack, run } = await overSocket();
  slack.fail("apps.connections.open", { refuses: "invalid_auth" });
  await expect(run()).rejects.toThrow(/^SLACK_APP_TOKEN is not accepted by Slack \(invalid_auth\)\.$/);
});

test("given a connection that breaks, then it is opened again and events go on", async () => {
  const { adapter, slack, socket, events, lines, run } = await overSocket();
  slack.fail("apps.connections.open", { answers: { url: socket.url } });
  slack.fail("apps.connections.open", { answers: { url: socket.url } });
  const first = socket.connected();
  const running = run();
  await first;
  const second = socket.connected();
  socket.drop();
  await second;
  socket.send(message("9", "still there"));
  await expect.poll(() => events).toMatchObject([{ text: "still there" }]);
  expect(JSON.stringify(lines)).not.toMatch(/still there|xapp|127\.0\.0\.1/);
  await adapter.stop();
  await running;
});
