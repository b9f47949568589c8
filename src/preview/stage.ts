import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Access } from "../../bot/access/access.ts";
import type { ChatAdapter, InboundEvent, PlatformId } from "../../bot/adapter.ts";
import { createDispatcher, type Dispatcher } from "../../bot/dispatcher.ts";
import type { HomePage } from "../../bot/home.ts";
import { showHome } from "../../bot/homes.ts";
import { type BotLog, describeError } from "../../bot/log.ts";
import type { OutboundMessage } from "../../bot/message.ts";
import { instantOfWallTime, type LocalDate } from "../../coaching/model/local-date.ts";
import type { SamplePersonName } from "../../coaching/sample/demo.ts";
import type { Database } from "../../db/client.ts";
import { createIdentity, createPerson, erasePerson } from "../../db/queries/people.ts";
import { storeSamplePerson } from "../../db/queries/sample.ts";
import { planSchedules } from "../../db/queries/schedules.ts";
import type { QueueName, SlotJob } from "../../db/queue.ts";
import { biometricReadings } from "../../db/schema/health.ts";
import { connections } from "../../db/schema/money.ts";
import { users } from "../../db/schema/people.ts";
import { followUp } from "../jobs/follow-up.ts";
import { look } from "../jobs/look.ts";
import { checkNights } from "../jobs/night-check.ts";
import { scoreJobs } from "../jobs/scoring.ts";
import { type JobContext, talk } from "../jobs/talk.ts";
import { runTick } from "../jobs/tick.ts";
import { tellOfTrouble } from "../jobs/trouble.ts";

export const PLATFORMS = ["terminal", "telegram", "slack"] as const satisfies readonly PlatformId[];

/** Where everybody on the stage lives, and what they count in. */
const ZONE = "Europe/London";
const CURRENCY = "USD";
/** What those wear whose wearable is linked. */
const WEARABLE = "oura";

/** Something a chat showed. `inPlace`: it took the place of an earlier message. */
export type Shown = { readonly message: OutboundMessage; readonly inPlace: boolean };

/** An event without its address. */
export type Deed = InboundEvent extends infer Event
  ? Event extends InboundEvent
    ? Omit<Event, "platform" | "eventId" | "sender" | "chat" | "timezoneHint">
    : never
  : never;

/** One account at one platform, talking to the real engine. */
export type Player = {
  readonly platform: PlatformId;
  /** The way to this account's chat. */
  readonly adapter: ChatAdapter;
  /** @param eventId the platform's; an empty one cannot be stored */
  deliver(deed: Deed, eventId?: string): Promise<void>;
  open(): Promise<void>;
  say(text: string): Promise<void>;
  /** Taps the newest button with these words. */
  tap(label: string): Promise<void>;
  /** Confirms several of the newest buttons together. */
  choose(...labels: readonly string[]): Promise<void>;
  /** Sends what was queued for this chat unasked, or from another chat. */
  wait(): Promise<void>;
  home(): Promise<HomePage>;
  /** The code in the newest message that holds one. */
  code(): string;
  /** What was shown since the last call. */
  take(): readonly Shown[];
};

export type Stage = {
  /** Sets everybody's clock, as a local day and time of {@link ZONE}, and does what is due then, as a worker does. */
  reach(date: LocalDate, time: string): Promise<void>;
  /** A night that comes from every wearable that is linked. */
  night(date: LocalDate, minutes: number): Promise<void>;
  /** That night turns out to have lasted otherwise. */
  nightTurnsOut(date: LocalDate, minutes: number): Promise<void>;
  /** Every wearable that is linked wants a new sign-in. */
  signOut(): Promise<void>;
  /** An account that has never written. */
  stranger(platform: PlatformId, name: string, access?: Access): Player;
  /** An account that has never written, of a person whose wearable and bank are linked: a sample person's rows. */
  linked(platform: PlatformId, name: SamplePersonName, lastDay: LocalDate): Promise<Player>;
};

/** Chance goes by the first group, so that the same is said on all platforms and in every run. */
function idOf(name: SamplePersonName, platform: PlatformId): string {
  const letters = [...name.slice(0, 1), ...platform.slice(0, 5)];
  const last = letters.map((letter) => letter.charCodeAt(0).toString(16)).join("");
  return `5eed0000-0000-4000-8000-${last}`;
}

/**
 * Accounts at invented platforms before the real engine: nothing here is said by hand.
 *
 * @param failures gathers what the engine would have logged as an error
 */
export function createStage(db: Database, failures: string[]): Stage {
  let now = new Date(0);
  const log: BotLog = {
    info: () => {},
    warn: (_, message) => void failures.push(message),
    error: (_, message) => void failures.push(message),
    describe: describeError,
  };
  const clock = () => now;

  function stranger(platform: PlatformId, name: string, access: Access = { kind: "open" }): Player {
    const sender = `${platform}-${name}`;
    const shown: Shown[] = [];
    const pages: HomePage[] = [];
    let taken = 0;
    const adapter = capture(platform, shown, pages);
    const dispatcher: Dispatcher = createDispatcher({
      db,
      adapter,
      log,
      clock,
      newId: randomUUID,
      defaultTimezone: "UTC",
      onlySender: sender,
      access,
      // Nobody does them here: what a chat shows is what the turn itself says.
      errands: { enqueue: async () => {}, wake() {} },
      wearables: [WEARABLE],
    });
    // Telegram tells no zone.
    const hint = platform === "telegram" ? {} : { timezoneHint: ZONE };
    const deliver = async (deed: Deed, eventId: string = randomUUID()) => {
      await dispatcher.handle({ platform, sender, chat: sender, eventId, ...hint, ...deed });
    };
    const tokenOf = (label: string) => {
      const button = shown.flatMap(({ message }) => message.buttons).findLast((one) => one.label === label);
      if (button === undefined) throw new Error(`${platform}: no button "${label}" was offered`);
      return button.token;
    };
    return {
      platform,
      adapter,
      deliver,
      open: () => deliver({ kind: "open" }),
      say: (text) => deliver({ kind: "text", text }),
      tap: (label) => deliver({ kind: "tap", token: tokenOf(label) }),
      choose: (...labels) => deliver({ kind: "choices", tokens: labels.map(tokenOf) }),
      wait: () => dispatcher.outbox.deliverAll(),
      async home() {
        await showHome(db, adapter, sender, now);
        const page = pages.at(-1);
        if (page === undefined) throw new Error(`${sender} was shown no page`);
        return page;
      },
      code() {
        const secret = shown.findLast(({ message }) => message.forget === true);
        const span = secret?.message.text.find(({ style }) => style === "bold");
        if (span === undefined) throw new Error(`${sender} was told no code`);
        return span.text;
      },
      take() {
        const news = shown.slice(taken);
        taken = shown.length;
        return news;
      },
    };
  }

  return {
    async reach(date, time) {
      const [hours = 0, minutes = 0] = time.split(":").map(Number);
      now = instantOfWallTime(ZONE, date, hours * 60 + minutes);
      await db.update(connections).set({ lastSyncedAt: now }).where(eq(connections.status, "active"));
      await workOff({ db, log, clock });
    },
    async night(date, minutes) {
      const until = instantOfWallTime(ZONE, date, 7 * 60);
      await db.execute(sql`
        insert into biometric_readings (user_id, source, "timestamp", local_date, sleep_duration_minutes)
        select distinct user_id, source, ${until}::timestamptz, ${date}::date, ${minutes}::int
        from biometric_readings where local_date < ${date}::date`);
    },
    async nightTurnsOut(date, minutes) {
      const { userId, localDate } = biometricReadings;
      const changed = await db
        .update(biometricReadings)
        .set({ sleepDurationMinutes: minutes })
        .where(eq(localDate, date))
        .returning({ userId });
      for (const person of changed) await checkNights(person, { db, log, clock });
    },
    async signOut() {
      await db.update(connections).set({ status: "needs_login", updatedAt: now });
    },
    stranger,
    async linked(platform, name, lastDay) {
      const player = stranger(platform, name);
      const sender = `${platform}-${name}`;
      await db.transaction(async (tx) => {
        const helper = await createPerson(tx, { timezone: ZONE });
        const request = {
          ownerId: helper,
          name,
          timezone: ZONE,
          currency: CURRENCY,
          id: idOf(name, platform),
        };
        const through = instantOfWallTime(ZONE, lastDay, 7 * 60);
        const userId = await storeSamplePerson(tx, { ...request, now: through });
        await tx.update(users).set({ sampleOf: null, sampleName: null }).where(eq(users.id, userId));
        await erasePerson(tx, helper);
        await createIdentity(tx, userId, { platform, sender, chat: sender });
        await tx
          .update(biometricReadings)
          .set({ source: WEARABLE })
          .where(eq(biometricReadings.userId, userId));
        await tx.insert(connections).values({
          userId,
          kind: "wearable",
          provider: WEARABLE,
          externalId: sender,
          lastSyncedAt: now,
          isHistoryComplete: true,
        });
        await planSchedules(tx, userId, now);
      });
      return player;
    },
  };
}

/** Ticks, and the jobs they queue, one after another, until nothing is due any more. */
async function workOff(context: JobContext): Promise<void> {
  const queued: { readonly name: QueueName; readonly job: SlotJob }[] = [];
  const enqueue = async (_: Database, name: QueueName, jobs: readonly SlotJob[]) => {
    queued.push(...jobs.map((job) => ({ name, job })));
  };
  do {
    queued.length = 0;
    await runTick({ ...context, enqueue, batch: 100 });
    for (const { name, job } of queued) {
      if (name === "scoring") await scoreJobs([{ id: job.userId, job }], { ...context, tools: { enqueue } });
      else if (job.kind === "look-for-relations") await look(job, context);
      else if (job.kind === "crisis-follow-up") await followUp(job, context);
      else if (name === "errands") await tellOfTrouble(job, context);
      else await talk(job, context);
    }
  } while (queued.length > 0);
}

/** A platform that keeps what it is given. A terminal cannot change what it has shown. */
function capture(
  platform: PlatformId,
  shown: Shown[],
  pages: HomePage[],
): ChatAdapter & Required<Pick<ChatAdapter, "showHome">> {
  return {
    platform,
    async run() {},
    async send(_, message) {
      return String(shown.push({ message, inPlace: false }));
    },
    ...(platform === "terminal"
      ? {}
      : {
          async edit(_chat: string, _id: string, message: OutboundMessage) {
            shown.push({ message, inPlace: true });
          },
        }),
    async sayPlainly(_, text) {
      shown.push({ message: { text: [{ text }], buttons: [], many: false }, inPlace: false });
    },
    async showHome(_, page) {
      pages.push(page);
    },
    async stop() {},
  };
}
