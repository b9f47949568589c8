import { roomBeside, roomUnderCheckIn } from "../../../bot/nudge-counts.ts";
import { situationOf } from "../../../bot/situation.ts";
import { decide } from "../../../coaching/delivery/decide.ts";
import { MESSAGE_KINDS, type MessageKind } from "../../../coaching/delivery/kinds.ts";
import { type Preferences, writePreferences } from "../../../coaching/delivery/preferences.ts";
import { snoozeOf } from "../../../coaching/delivery/snooze.ts";
import { type LocalDate, localDateOf, weekStartOf } from "../../../coaching/model/local-date.ts";
import { type Random, seededRandom } from "../../../coaching/model/random.ts";
import type { Rule } from "../../../coaching/rules/rule.ts";
import type { Slot } from "../../../coaching/schedule.ts";
import type { ChosenBefore } from "../../../coaching/selection/judge-rules.ts";
import { isBackFromSnooze } from "../../../db/queries/snoozes.ts";
import type { FoundDays } from "./found-days.ts";
import type { Life, LifeEvent } from "./life.ts";
import { type Outages, PersonClock } from "./person-clock.ts";
import { PersonRows } from "./person-rows.ts";
import { type Choosing, type Moment, PersonSpeech, type Told } from "./person-speech.ts";
import { drawTaps, type Tastes } from "./tastes.ts";
import type { RuleLog, YearLog } from "./year-log.ts";

/** What all people of a simulated year have in common. */
export type World = Choosing & { readonly from: Date; readonly outages: Outages };

/** A person before anything is said to them. */
export type Lived = {
  readonly personId: string;
  readonly life: Life;
  readonly found: FoundDays;
  readonly tastes: Tastes;
  /** Whether they ever answer what rules say; left out, they do. */
  readonly answers?: boolean;
};

type Writable<T> = { [key in keyof T]: T[key] extends readonly (infer One)[] ? One[] : T[key] };

const MINUTE_MS = 60_000;
const REST_MS = 72 * 60 * MINUTE_MS;
const PUTS_OFF_SHARE = 0.04;

/** One person's year with the coach: what is due, decided by its own code, and what they do. */
export class JudgedPerson {
  readonly rows: PersonRows;
  readonly log: Writable<YearLog>;
  readonly lived: Lived;
  preferences: Preferences;
  readonly #clock: PersonClock;
  readonly #speech: PersonSpeech;
  readonly #random: Random;
  #nextEvent = 0;
  #crisisUntil: Date | null = null;
  #looksAtSample = false;
  #movedAt: Date | null = null;
  #goodbyeAt: Date | null = null;

  constructor(lived: Lived, world: World) {
    const { personId, life } = lived;
    const { from } = world;
    this.lived = lived;
    this.rows = new PersonRows(personId);
    this.preferences = life.preferences;
    this.log = {
      personId,
      from,
      slots: [],
      rules: [],
      taps: [],
      moods: [],
      heard: [],
      settings: [{ from, preferences: life.preferences }],
      reminders: [{ from, minute: life.reminderMinute }],
      zones: [{ from, zone: life.zone }],
      crises: [],
      inSample: [],
      retired: [],
    };
    this.#random = seededRandom(`${world.seed}/${personId}/taps`);
    this.#clock = new PersonClock(life, world.outages);
    this.#clock.plan(from);
    this.#speech = new PersonSpeech(world, this.rows, lived, this.log.rules, (said, rule) =>
      this.#planTaps(said, rule),
    );
  }

  /** Everything that happens before an instant, in its order. */
  liveUntil(end: Date): void {
    for (;;) {
      const event = this.lived.life.events[this.#nextEvent];
      const eventAt = event === undefined ? null : this.#clock.heardAt(event.at);
      const todoAt = this.#clock.nextTodo();
      const due = this.#clock.firstDue();
      const times = [eventAt, todoAt, due.at].flatMap((at) => (at === null ? [] : [at.getTime()]));
      const first = Math.min(...times);
      if (first >= end.getTime()) return;
      if (event !== undefined && eventAt?.getTime() === first) {
        this.#nextEvent++;
        this.#live(event, eventAt);
      } else if (todoAt?.getTime() === first) this.#clock.runTodo();
      else this.#serve(due.kind, due.at);
    }
  }

  /** What rules said or would have, with how it was rated. */
  chosen(): readonly ChosenBefore[] {
    const answers = new Map(this.rows.recommendations.map((row) => [row.id, row]));
    return this.log.rules.map(({ id, ruleId, at, localDate: date, isWithheld }) => {
      const { userFeedback = null, feedbackAt = null } = answers.get(id) ?? {};
      const rating =
        userFeedback === null || feedbackAt === null
          ? null
          : { isHelpful: userFeedback === "helpful", at: feedbackAt };
      return { ruleId, at, date, isWithheld, rating };
    });
  }

  #live(event: LifeEvent, now: Date): void {
    this.log.heard.push(now);
    switch (event.kind) {
      case "moves":
        if (event.zone !== this.#clock.zone) this.#move(event.zone, now);
        break;
      case "sets":
        this.preferences = event.preferences;
        this.log.settings.push({ from: now, preferences: event.preferences });
        break;
      case "reminder":
        this.#clock.reminderMinute = event.minute;
        this.log.reminders.push({ from: now, minute: event.minute });
        this.#clock.plan(now);
        break;
      case "crisis":
        this.#crisisUntil = new Date(now.getTime() + REST_MS);
        this.log.crises.push(now);
        break;
      case "sample":
        this.#looksAtSample = event.looks;
        this.log.inSample.push({ from: now, looks: event.looks });
    }
  }

  #move(zone: string, now: Date): void {
    this.#clock.zone = zone;
    this.#clock.plan(now);
    this.#movedAt = now;
    this.log.zones.push({ from: now, zone });
  }

  #serve(kind: MessageKind, now: Date): void {
    const slot = this.#clock.take(kind);
    const { localDate } = slot;
    const before = this.rows.decisionOf(kind, localDate);
    const isAgain = before !== null && isBackFromSnooze(before, slot);
    if (before !== null && !isAgain) throw new Error(`${kind} of ${localDate} is decided twice`);
    const { reason, isGoodbye = false, ...told } = this.#tell(kind, slot, now, isAgain);
    // What is said once more was chosen the first time.
    const candidates = isAgain ? before.candidates : (told.candidates ?? []);
    this.rows.decide({
      userId: this.rows.personId,
      kind,
      localDate,
      dueAt: before?.dueAt ?? slot.at,
      snoozedUntil: before?.snoozedUntil ?? null,
      outcome: reason === null ? "sent" : "held",
      reason,
      decidedAt: now,
      candidates,
    });
    this.log.slots.push({ kind, localDate, dueAt: slot.at, at: now, reason, isGoodbye, isAgain, candidates });
    if (isAgain) return;
    if (kind === "checkin_reminder") this.#planAnswer(localDate, now);
    if (reason === null && !isGoodbye && this.#random() < PUTS_OFF_SHARE) this.#planPutOff(kind, slot, now);
  }

  /** As `serveSlot`. */
  #tell(kind: MessageKind, slot: Slot, now: Date, isAgain: boolean): Told {
    const verdict = decide(this.#situation(kind, slot, now));
    const room = verdict.say === "hold" ? roomBeside(verdict.reason, kind) : "any";
    if (verdict.say === "hold" && room === null) return { reason: verdict.reason };
    if (verdict.say === "goodbye") {
      this.#goodbyeAt = now;
      return { reason: null, isGoodbye: true };
    }
    const moment = this.#moment(now);
    const told = isAgain
      ? this.#speech.again(kind, moment.today)
      : this.#speech.message(kind, moment, room ?? "any");
    return told.reason !== null && verdict.say === "hold" ? { ...told, reason: verdict.reason } : told;
  }

  #situation(kind: MessageKind, slot: Slot, now: Date) {
    return situationOf(
      {
        isReachable: true,
        looksAtSample: this.#looksAtSample,
        timezone: this.#clock.zone,
        preferences: writePreferences(this.preferences),
        crisisUntil: this.#crisisUntil,
        createdAt: this.log.from,
      },
      {
        kind,
        slot,
        now,
        behind: this.rows.lookBack(slot.localDate),
        standing: {
          heardAt: this.log.heard.at(-1) ?? null,
          eventAt: this.#goodbyeAt,
          movedAt: this.#movedAt,
          scheduled: MESSAGE_KINDS,
        },
        saidByRules: this.rows.saidSlots(weekStartOf(slot.localDate)),
      },
    );
  }

  #moment(now: Date): Moment {
    const { zone } = this.#clock;
    return { today: localDateOf(now, zone), now, zone, preferences: this.preferences };
  }

  /** The check-in that they answer on this day, whether the question came or not, with what is said under it. */
  #planAnswer(date: LocalDate, now: Date): void {
    const checkIn = this.lived.found.get(date)?.checkIn ?? null;
    if (checkIn === null) return;
    const { mood, minutesAfterQuestion } = checkIn;
    this.#clock.later(new Date(now.getTime() + minutesAfterQuestion * MINUTE_MS), (at) => {
      if (this.#looksAtSample || this.rows.moods.has(date)) return;
      this.log.heard.push(at);
      this.log.moods.push({ at, date, mood });
      this.rows.moods.set(date, mood);
      const moment = this.#moment(at);
      const { today, preferences } = moment;
      if (this.#crisisUntil !== null && at < this.#crisisUntil) return;
      if (today !== date || this.rows.said.morning.has(today)) return;
      const from = weekStartOf(today);
      const [decided, said] = [this.rows.decisionsBehind(from, today), this.rows.saidSlots(from)];
      const room = roomUnderCheckIn({ preferences, today, now: at }, decided, said, MESSAGE_KINDS);
      this.#speech.choose("morning", moment, room, true);
    });
  }

  /** A plan of their own is answered and not rated. */
  #planTaps({ id, at: saidAt, truth }: RuleLog, { type, isAskedFor = false }: Rule): void {
    if (isAskedFor || this.lived.answers === false) return;
    const isAboutMoney = type === "financial" || type === "combined";
    for (const { afterMs, said } of drawTaps(this.#random, this.#random() < truth, isAboutMoney)) {
      this.#clock.later(new Date(saidAt.getTime() + afterMs), (at) => {
        this.log.heard.push(at);
        this.log.taps.push({ at, ruleLogId: id, said });
        this.rows.answer(id, said, at, localDateOf(at, this.#clock.zone));
      });
    }
  }

  /** A tap on "later" under what was said. */
  #planPutOff(kind: MessageKind, slot: Slot, now: Date): void {
    this.#clock.later(new Date(now.getTime() + this.#random() * 90 * MINUTE_MS), (at) => {
      const decision = this.rows.decisionOf(kind, slot.localDate);
      if (this.#clock.servedOf(kind)?.localDate !== slot.localDate || decision === null) return;
      this.log.heard.push(at);
      const isResting = this.#crisisUntil !== null && at < this.#crisisUntil;
      if (isResting || this.#looksAtSample || decision.snoozedUntil !== null) return;
      const { preferences } = this;
      const nextRunAt = this.#clock.nextOf(kind).at;
      const later = snoozeOf({ kind, slot, now: at, zone: this.#clock.zone, preferences, nextRunAt });
      if (later.kind === "refused") return;
      this.rows.decide({
        ...decision,
        outcome: "snoozed",
        reason: null,
        snoozedUntil: later.at,
        decidedAt: at,
      });
      this.#clock.putOff(kind, slot, later.at);
    });
  }
}
