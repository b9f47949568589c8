import { afterEach, expect } from "vitest";
import type { HandleEvent, InboundEvent } from "../../bot/adapter.ts";
import { collectLog, type LogLine } from "./chat.ts";
import { type TelegramUnderTest, telegramUnderTest } from "./telegram-adapter.ts";
import { type TelegramPerson, telegramPerson } from "./telegram-person.ts";
import { type Refusal, TOKEN } from "./telegram-server.ts";

/** A failure whose message nobody may see. */
export const isAway = Object.assign(new Error("private words"), { code: "ECONNREFUSED" });

/** Adapters for the calling file, ended after each test, with what they logged. */
export function telegramSessions() {
  const lines: LogLine[] = [];
  const endings: (() => Promise<void>)[] = [];
  const clock = { now: new Date("2026-11-23T08:00:00Z") };

  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
    // Whatever happened: no token, and none of the words that people said.
    const told = JSON.stringify(lines.splice(0));
    expect(told).not.toContain(TOKEN.split(":")[1]);
    expect(told).not.toContain("private words");
  });

  return {
    clock,
    log: collectLog(lines),
    lines,
    messages: () => lines.map(({ message }) => message),
    /** Makes an adapter; what it needs may be arranged before it runs. */
    async made(by: "polling" | "webhook" = "polling"): Promise<Session> {
      const under = await telegramUnderTest(by, { log: collectLog(lines), clock: () => clock.now });
      return { ...under, person: telegramPerson(under.telegram) };
    },
    /** Runs it to the end of the test. @returns what it hands over, where nothing else takes it */
    run({ adapter, end }: Pick<TelegramUnderTest, "adapter" | "end">, handle?: HandleEvent): InboundEvent[] {
      const events: InboundEvent[] = [];
      const running = adapter.run(handle ?? (async (event) => void events.push(event)));
      endings.push(async () => {
        await adapter.stop();
        await running;
        await end();
      });
      return events;
    },
  };
}

type Session = TelegramUnderTest & { readonly person: TelegramPerson };

/** The bodies of a method's calls, oldest first. */
export function called({ telegram }: Pick<TelegramUnderTest, "telegram">, method: string) {
  return telegram.requests.filter((request) => request.method === method).map(({ body }) => body);
}

export function failing(code: number, description = "Bad"): Refusal {
  return { error_code: code, description };
}
