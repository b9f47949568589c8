import { eq, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { chatIdentities } from "../../db/schema/chat.ts";
import { userSettings } from "../../db/schema/people.ts";
import type { PlatformHarness, PlatformParts } from "../contracts/platform-harness.ts";
import { slackUnderTest } from "./slack-adapter.ts";
import { labelsOf, type Offered, readBlocks, readMarkup } from "./slack-person.ts";
import { PERSON, TEAM } from "./slack-server.ts";

/**
 * Slack for the contract of all platforms: with privacy mode switched off, so that messages say what they say everywhere; what
 * that mode does has tests of its own. The switch is the harness's and not the person's, so it goes with it.
 */
export async function slackHarness(parts: PlatformParts): Promise<PlatformHarness> {
  const { adapter, slack, person, arrived, end } = await slackUnderTest(parts);
  const tap = (offered: Offered | undefined) => {
    if (offered === undefined) throw new Error("nobody offers that");
    return person.tap(offered).then(() => {});
  };
  return {
    adapter,
    chat: `${TEAM}:${PERSON}`,
    seen: () =>
      slack.shown().map(({ text, blocks, files = [] }) => ({
        text: blocks === undefined ? readMarkup(text) : readBlocks(blocks),
        buttons: labelsOf(blocks),
        attachments: files.map(({ name }) => name),
      })),
    async open() {
      await person.openTab("messages");
      await openly(parts.db);
    },
    say: (text) => person.say(text).then(() => {}),
    async sayQuickly(texts) {
      // Each is sent when the one before it has come, and is not answered yet.
      const sent: Promise<unknown>[] = [];
      for (const text of texts) {
        const before = arrived();
        sent.push(person.say(text));
        while (arrived() === before) await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await Promise.all(sent);
    },
    tap: ({ id }) => tap(person.offering(id).at(-1)),
    tapOld: ({ id }) => tap(person.offering(id)[0]),
    async choose(answers) {
      const offered = answers.map(({ id }) => person.offering(id).at(-1));
      await person.choose(offered.filter((one) => one !== undefined));
    },
    async sendFile(name, bytes) {
      const upload = await slack.call(
        "files.getUploadURLExternal",
        { filename: name, length: String(bytes.length) },
        "person",
      );
      await fetch(String(upload.upload_url), {
        method: "POST",
        body: new Uint8Array(bytes),
        headers: { "x-test": "1" },
      });
      const channel = await slack.channel();
      const files = [{ id: upload.file_id, title: name }];
      const done = await slack.call("files.completeUploadExternal", { files, channel_id: channel }, "person");
      await person.message({ subtype: "file_share", text: "", files: done.files });
    },
    deliverAgain: () =>
      person.again({ "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" }).then(() => {}),
    limitNext: (seconds) => slack.fail("chat.postMessage", { retryAfter: seconds }),
    async received(name) {
      const file = slack
        .shown()
        .flatMap(({ files = [] }) => files)
        .find((one) => one.name === name);
      const response = await fetch(`${slack.url}/files-pri/${file?.id}/${name}`, {
        headers: { authorization: "Bearer xoxp-test-person", "x-test": "1" },
      });
      return new Uint8Array(await response.arrayBuffer());
    },
    async end() {
      await end();
      const without = sql`${userSettings.notificationPreferences} - 'openOnSlack'`;
      await parts.db.update(userSettings).set({ notificationPreferences: without });
    },
  };
}

/** Waits for the person's first event to be stored, then switches their privacy mode off. */
async function openly(db: Database): Promise<void> {
  for (;;) {
    const [identity] = await db.select().from(chatIdentities);
    if (identity !== undefined) {
      await db
        .update(userSettings)
        .set({ notificationPreferences: { openOnSlack: true } })
        .where(eq(userSettings.userId, identity.userId));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
