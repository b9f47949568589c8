import { createServer } from "node:net";
import { expect, test } from "vitest";
import { TOKEN } from "../fakes/telegram-server.ts";
import { freePort, logOf, slackForProcess, telegramForProcess } from "../support/platform-process.ts";
import { coachInTest, type Ended, kindsOfDatabase } from "../support/program.ts";

const [embedded] = await kindsOfDatabase();
if (embedded === undefined) throw new Error("expected the embedded database");
const { madePlace } = embedded;

/** Runs a coach with these settings to its end. @returns how it ended, with what it logged */
async function refused(env: Readonly<Record<string, string>>): Promise<Ended & { readonly log: string }> {
  const place = await madePlace();
  const ended = await coachInTest({ ...place, env: { ...place.env, ...env } }).ended;
  return { ...ended, log: logOf(place) };
}

test("given a token that Telegram does not know, then it ends with one sentence, and the token is nowhere", async () => {
  const { env } = await telegramForProcess();
  const wrong = `${TOKEN.split(":")[0]}:planted-and-quite-wrong`;
  const { log, ...ended } = await refused({ ...env, TELEGRAM_BOT_TOKEN: wrong });
  expect(ended).toMatchObject({ code: 1, signal: null, stdout: "" });
  expect(ended.stderr).toBe(
    "Telegram does not know TELEGRAM_BOT_TOKEN: get the token from @BotFather and start again.\n",
  );
  expect(log).not.toMatch(/planted/);
});

test("given a token that Slack does not take, then it ends with one sentence, and the token is nowhere", async () => {
  const { slack, env } = await slackForProcess(await freePort());
  // The emulator takes any token.
  slack.fail("auth.test", { refuses: "invalid_auth" });
  const { log, ...ended } = await refused({ ...env, SLACK_BOT_TOKEN: "xoxb-planted" });
  expect(ended).toMatchObject({ code: 1, signal: null, stdout: "" });
  expect(ended.stderr).toBe("SLACK_BOT_TOKEN is not accepted by Slack (invalid_auth).\n");
  expect(log).not.toMatch(/planted/);
});

test("given an HTTP port that is taken, then the sentence names it and both platforms are left in order", async () => {
  const { env: telegram } = await telegramForProcess();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  const { env: slack } = await slackForProcess(address.port);
  const { log, ...ended } = await refused({ ...telegram, ...slack });
  server.close();
  expect(ended).toMatchObject({ code: 1, signal: null, stdout: "" });
  expect(ended.stderr).toMatch(
    /^HTTP_PORT \d+ on HTTP_HOST 127\.0\.0\.1 cannot be listened on \(EADDRINUSE\)[^\n]*\n$/,
  );
  expect(log).not.toMatch(/not stopped/);
});

test("given settings of both platforms that do not fit, then all are named at once, without a value", async () => {
  const ended = await refused({
    TELEGRAM_BOT_TOKEN: "planted",
    TELEGRAM_API_URL: "ftp://planted.example",
    SLACK_BOT_TOKEN: "xoxp-planted",
    PUBLIC_URL: "http://planted.example",
    ACCESS: "planted",
  });
  expect(ended).toMatchObject({ code: 1, signal: null, stdout: "", log: "" });
  const lines = ended.stderr.trimEnd().split("\n");
  expect(lines.map((line) => line.trim().split(":")[0])).toEqual([
    "Some settings do not fit",
    "PUBLIC_URL",
    "ACCESS",
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_URL",
    "SLACK_BOT_TOKEN",
  ]);
  expect(ended.stderr).not.toContain("planted");
});

test("given Slack over HTTP and no port, then it is refused in place of hearing nothing for ever", async () => {
  const ended = await refused({ SLACK_BOT_TOKEN: "xoxb-test", SLACK_SIGNING_SECRET: "test" });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain("SLACK_SIGNING_SECRET: nothing listens for Slack: set HTTP_PORT");
});
