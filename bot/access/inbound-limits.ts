import { RateLimiterMemory } from "rate-limiter-flexible";
import { z } from "zod";
import type { ChatAdapter, HandleEvent, InboundEvent } from "../adapter.ts";
import { crisisIn } from "../crisis-in.ts";
import type { BotLog } from "../log.ts";
import { plainReply, tell } from "../reply.ts";
import { accountKey } from "./access.ts";
import type { Strangers } from "./strangers.ts";

/** At most so many events in so many seconds, counted from the first of them. */
type Allowance = { readonly events: number; readonly seconds: number };

export type InboundLimits = {
  /** One person's account: a check-in tapped through at speed is a dozen events. */
  readonly account: Allowance;
  /** One account that was turned away: room to mistype a code, none to guess one. */
  readonly stranger: Allowance;
  /** All accounts that were turned away, together: more accounts guess no faster. */
  readonly strangers: Allowance;
  /** Everybody together, in this process. */
  readonly overall: Allowance;
  /** An account that sent too much is heard again after so many seconds without an event. */
  readonly quietSeconds: number;
};

export const INBOUND_LIMITS: InboundLimits = {
  account: { events: 30, seconds: 30 },
  stranger: { events: 5, seconds: 600 },
  strangers: { events: 60, seconds: 60 },
  overall: { events: 1000, seconds: 1 },
  quietSeconds: 20,
};

const NUMBER = "expected a whole number from 1 to 1000000";
const number = z.coerce.number({ error: NUMBER }).int(NUMBER).min(1, NUMBER).max(1_000_000, NUMBER);

/** The limits that an operator may set, by their names in the environment. */
const inboundSettings = z.object({
  /** Events that one account may send in half a minute. */
  INBOUND_PER_ACCOUNT: number.default(INBOUND_LIMITS.account.events),
  /** Events a second that one process takes from everybody. */
  INBOUND_PER_SECOND: number.default(INBOUND_LIMITS.overall.events),
});

/**
 * Limits from the environment's settings.
 *
 * @returns problems, one sentence each, never with a value in it, or the limits
 */
export function readInboundLimits(
  given: Readonly<Record<string, string | undefined>>,
): { readonly problems: readonly string[] } | { readonly limits: InboundLimits } {
  const parsed = inboundSettings.safeParse(given);
  if (!parsed.success) {
    return { problems: parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}.`) };
  }
  const { account, overall } = INBOUND_LIMITS;
  const { INBOUND_PER_ACCOUNT, INBOUND_PER_SECOND } = parsed.data;
  return {
    limits: {
      ...INBOUND_LIMITS,
      account: { ...account, events: INBOUND_PER_ACCOUNT },
      overall: { ...overall, events: INBOUND_PER_SECOND },
    },
  };
}

export type InboundLimitOptions = {
  readonly adapter: Pick<ChatAdapter, "sayPlainly">;
  /** Who was turned away, as the dispatcher knows it. */
  readonly strangers: Pick<Strangers, "has">;
  readonly log: BotLog;
  readonly limits?: InboundLimits;
};

/**
 * Puts limits before whatever takes events, as a receiver's `take`.
 *
 * An account that sends too much is told once, then not heard until it is quiet; what it sends meanwhile is dropped
 * and stored nowhere. Strangers are told nothing. Beyond what the process takes from everybody, an event is refused with a
 * rejection, so that its platform delivers it again. Words that sound like a crisis always pass.
 */
export function limitInbound(take: HandleEvent, options: InboundLimitOptions): HandleEvent {
  const { adapter, strangers, log, limits = INBOUND_LIMITS } = options;
  const accounts = createCounter(limits.account);
  const eachStranger = createCounter(limits.stranger);
  const allStrangers = createCounter(limits.strangers);
  const overall = createCounter(limits.overall);
  /** Who was told, for as long as they are not heard. */
  const told = createCounter({ events: 1, seconds: limits.quietSeconds });

  async function judge(event: InboundEvent): Promise<"pass" | "drop" | "later"> {
    const account = accountKey(event);
    if (strangers.has(event)) {
      if (!(await eachStranger.take(account)) || !(await allStrangers.take("all"))) return "drop";
    } else if (!(await accounts.take(account))) {
      await accounts.silence(account, limits.quietSeconds);
      const isFirst = await told.take(account);
      await told.silence(account, limits.quietSeconds);
      if (isFirst) tellOnce(event);
      return "drop";
    }
    if (await overall.take("all")) return "pass";
    // It comes again, and counts then.
    await accounts.giveBack(account);
    if (await told.take("all")) log.warn({ platform: event.platform }, "too many events, refused for now");
    return "later";
  }

  function tellOnce({ platform, chat }: InboundEvent): void {
    log.warn({ platform }, "an account sends too much, not heard until it is quiet");
    void adapter.sayPlainly(chat, plainReply(tell("access/too-many", { seconds: limits.quietSeconds })));
  }

  /** What could not be stored comes again, as often as its platform likes, and counts once it is. */
  async function giveBack(event: InboundEvent): Promise<void> {
    const account = accountKey(event);
    if (!strangers.has(event)) return void (await accounts.giveBack(account));
    await Promise.all([eachStranger.giveBack(account), allStrangers.giveBack("all")]);
  }

  return async (event) => {
    const verdict = await judge(event);
    if (verdict === "pass") {
      return take(event).catch(async (error: unknown) => {
        await giveBack(event);
        throw error;
      });
    }
    if (crisisIn(event) !== null) return take(event);
    if (verdict === "later") throw new Error("too many events at once: to be delivered again later");
  };
}

function createCounter({ events, seconds }: Allowance) {
  const limiter = new RateLimiterMemory({ points: events, duration: seconds });
  return {
    /** @returns false when there is no room for it */
    take: (key: string) =>
      limiter.consume(key).then(
        () => true,
        () => false,
      ),
    /** No room for so long from now on. */
    silence: (key: string, forSeconds: number) => limiter.block(key, forSeconds),
    giveBack: (key: string) => limiter.reward(key),
  };
}
