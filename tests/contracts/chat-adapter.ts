import { expect, test } from "vitest";
import { type ChatAdapter, ChatError, type InboundEvent } from "../../bot/adapter.ts";
import type { OutboundMessage } from "../../bot/message.ts";
import { composeMessage, tell } from "../../bot/reply.ts";
import { WEEK_CHART } from "../fakes/pictures.ts";

/** A platform under test: its adapter, a way to act as the person, and what the person sees. */
export type AdapterUnderTest = {
  readonly adapter: ChatAdapter;
  /** Types lines, then ends the session. */
  type(lines: readonly string[]): void;
  /** Everything the person can see. */
  seen(): string;
  /** The platform goes away: nothing reaches the person any more. */
  goAway(): void;
};

/** What every chat platform must do; each adapter's test runs it. */
export function chatAdapterContract(name: string, make: () => AdapterUnderTest): void {
  const hello: OutboundMessage = composeMessage(tell("help/hello"), 0);

  test(`${name}: opens first, then every text in order, each with an id of its own`, async () => {
    const under = make();
    const events: InboundEvent[] = [];
    const running = under.adapter.run(async (event) => {
      events.push(event);
    });
    under.type(["one", "two", "three"]);
    await running;
    expect(events.map((event) => (event.kind === "text" ? event.text : event.kind))).toEqual([
      "open",
      "one",
      "two",
      "three",
    ]);
    expect(new Set(events.map((event) => event.eventId)).size).toBe(events.length);
    expect(new Set(events.map((event) => event.sender)).size).toBe(1);
  });

  test(`${name}: a slow answer holds back the next text`, async () => {
    const under = make();
    const order: string[] = [];
    const running = under.adapter.run(async (event) => {
      const label = event.kind === "text" ? event.text : event.kind;
      order.push(`${label} in`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${label} out`);
    });
    under.type(["one", "two"]);
    await running;
    expect(order).toEqual(["open in", "open out", "one in", "one out", "two in", "two out"]);
  });

  test(`${name}: shows words, buttons, picture and file, or what stands for them`, async () => {
    const under = make();
    const running = under.adapter.run(async () => {});
    const message: OutboundMessage = {
      ...hello,
      buttons: [
        { token: "c1:1:a", label: "apples", aside: false },
        { token: "c1:1:skip", label: "skip", aside: true },
      ],
      picture: { chart: WEEK_CHART, alt: "your week" },
      file: { path: "exports/all.zip", name: "all.zip" },
    };
    const first = await under.adapter.send("local", message);
    const second = await under.adapter.send("local", hello);
    expect(first).not.toBe(second);
    under.type([]);
    await running;
    for (const part of ["Hello again", "apples", "skip", "week-0.png", "exports/all.zip"]) {
      expect(under.seen()).toContain(part);
    }
  });

  test(`${name}: says a plain line when nothing can be stored`, async () => {
    const under = make();
    const running = under.adapter.run(async () => {});
    await under.adapter.sayPlainly("local", "Not just now.");
    under.type([]);
    await running;
    expect(under.seen()).toContain("Not just now.");
  });

  test(`${name}: a send that reaches nobody is refused, so that it is not taken for sent; a plain line is not`, async () => {
    const under = make();
    const running = under.adapter.run(async () => {});
    await under.adapter.send("local", hello);
    under.goAway();
    for (let attempt = 0; attempt < 2; attempt++) {
      const refusal = await under.adapter.send("local", hello).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(ChatError);
      expect(["unavailable", "unknown"]).toContain(refusal instanceof ChatError && refusal.code);
    }
    await under.adapter.sayPlainly("local", "Not just now.");
    under.type([]);
    await running;
  });

  if (make().adapter.edit === undefined) return;

  test(`${name}: an edit stands in place of the message, and one of a message that is not there is refused`, async () => {
    const under = make();
    const running = under.adapter.run(async () => {});
    const id = await under.adapter.send("local", hello);
    const other = await under.adapter.send("local", composeMessage(tell("help/go-on"), 0));
    await under.adapter.edit?.("local", id, composeMessage(tell("errors/nothing-to-read"), 0));
    expect(under.seen()).toContain("I couldn't find any words");
    expect(under.seen()).toContain("We were in the middle of this");
    expect(under.seen()).not.toContain("or just ask");
    expect(other).not.toBe(id);
    await expect(under.adapter.edit?.("local", "no-such-message", hello)).rejects.toMatchObject({
      name: "ChatError",
      code: "refused",
    });
    under.type([]);
    await running;
  });
}
