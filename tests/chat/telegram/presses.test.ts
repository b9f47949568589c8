import { expect, test } from "vitest";
import type { InboundEvent } from "../../../bot/adapter.ts";
import { called, failing, isAway, telegramSessions } from "../../fakes/telegram-session.ts";

const { messages, made, run } = telegramSessions();

const question = {
  text: [{ text: "Add a word?" }],
  buttons: [
    { token: "c1:1:tired", label: "tired", aside: false },
    { token: "c1:1:bored", label: "bored", aside: false },
    { token: "c1:1:skip", label: "skip", aside: true },
  ],
  many: true,
};

test("a tap is answered at once, before anything is stored, also one that nothing follows from", async () => {
  const under = await made();
  const stored = Promise.withResolvers<void>();
  run(under, () => stored.promise);
  await under.adapter.send(under.person.chat, { ...question, many: false });
  const [message] = under.person.shown();
  if (message === undefined) throw new Error("a message was expected");
  await under.person.press(message, "c1:1:tired");
  await expect.poll(() => called(under, "answerCallbackQuery")).toHaveLength(1);
  stored.resolve();
  await under.telegram.deliver({
    callback_query: { id: "q", from: { id: 1 }, inline_message_id: "i", data: "x" },
  });
  await expect.poll(() => called(under, "answerCallbackQuery")).toHaveLength(2);
});

test("ticks are shown in the keyboard and counted when they are confirmed; nothing ticked is said in passing", async () => {
  const under = await made();
  const events = run(under);
  await under.adapter.send(under.person.chat, question);
  const shown = () => under.person.shown()[0]?.keys.map(({ text }) => text);
  const press = async (data: string) => {
    const [message] = under.person.shown();
    if (message !== undefined) await under.person.press(message, data);
  };
  await press("done");
  await expect
    .poll(() => called(under, "answerCallbackQuery"))
    .toMatchObject([{ text: expect.stringMatching(/Tick one or more/) }]);
  await press("c1:1:tired");
  await expect.poll(shown).toEqual(["✅ tired", "bored", "done", "skip"]);
  await press("c1:1:bored");
  await expect.poll(shown).toEqual(["✅ tired", "✅ bored", "done", "skip"]);
  // The same tap delivered twice must not take the tick away again.
  await under.telegram.deliverAgain();
  await press("c1:1:tired");
  await expect.poll(shown).toEqual(["tired", "✅ bored", "done", "skip"]);
  expect(events).toEqual([]);
  await press("done");
  await expect.poll(() => events).toMatchObject([{ kind: "choices", tokens: ["c1:1:bored"] }]);
  await press("c1:1:skip");
  await expect.poll(() => events.slice(1)).toMatchObject([{ kind: "tap", token: "c1:1:skip" }]);
});

test("a tick that comes after the answer changes nothing any more, and one of the next question does", async () => {
  const under = await made();
  const events = run(under);
  const id = await under.adapter.send(under.person.chat, question);
  const [message] = under.person.shown();
  if (message === undefined) throw new Error("a message was expected");
  await under.person.press(message, "c1:1:bored");
  await under.person.press(message, "done");
  await under.person.press(message, "c1:1:tired");
  await expect.poll(() => called(under, "answerCallbackQuery")).toHaveLength(3);
  expect(events).toMatchObject([{ kind: "choices", tokens: ["c1:1:bored"] }]);
  // Only the tick before the answer was shown.
  expect(called(under, "editMessageReplyMarkup").length).toBeLessThanOrEqual(1);
  const buttons = [{ token: "c1:2:fine", label: "fine", aside: false }];
  await under.adapter.edit?.(under.person.chat, id, { ...question, buttons });
  const [next] = under.person.shown();
  if (next === undefined) throw new Error("a message was expected");
  await under.person.press(next, "c1:2:fine");
  await expect.poll(() => under.person.shown()[0]?.keys[0]?.text).toBe("✅ fine");
});

test("given a tap that could not be stored, then its next delivery is taken", async () => {
  const under = await made("webhook");
  const taken: InboundEvent[] = [];
  let failures = 1;
  run(under, async (event) => {
    if (failures-- > 0) throw isAway;
    taken.push(event);
  });
  await expect.poll(() => called(under, "setWebhook")).toHaveLength(1);
  await under.adapter.send(under.person.chat, question);
  const [message] = under.person.shown();
  if (message === undefined) throw new Error("a message was expected");
  await under.person.press(message, "c1:1:tired");
  expect(await under.person.press(message, "done")).toBe(500);
  expect(await under.telegram.deliverAgain()).toBe(200);
  expect(taken).toMatchObject([{ kind: "choices", tokens: ["c1:1:tired"] }]);
});

test("a tick that cannot be shown is counted all the same", async () => {
  const under = await made();
  const events = run(under);
  await under.adapter.send(under.person.chat, question);
  const [message] = under.person.shown();
  if (message === undefined) throw new Error("a message was expected");
  under.telegram.refuse("editMessageReplyMarkup", failing(500));
  await under.person.press(message, "c1:1:bored");
  await under.person.press(message, "done");
  await expect.poll(() => events).toMatchObject([{ kind: "choices", tokens: ["c1:1:bored"] }]);
  expect(messages()).toContain("tick not shown");
});
