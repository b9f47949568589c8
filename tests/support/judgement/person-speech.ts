import { fits, noteOf, type Room, readCandidates, withoutSubjects } from "../../../bot/choosing.ts";
import type { MessageKind } from "../../../coaching/delivery/kinds.ts";
import type { Preferences } from "../../../coaching/delivery/preferences.ts";
import type { HoldReason } from "../../../coaching/delivery/reasons.ts";
import type { LocalDate } from "../../../coaching/model/local-date.ts";
import { seededRandom } from "../../../coaching/model/random.ts";
import type { Finding, Rule } from "../../../coaching/rules/rule.ts";
import type { Candidate, Choice } from "../../../coaching/selection/choose.ts";
import type { SelectionConfig } from "../../../coaching/selection/config.ts";
import type { ChoiceSlot, RatedCount } from "../../../coaching/selection/history.ts";
import { isAmongLowest } from "../../../coaching/selection/low-mood.ts";
import type { FoundDays } from "./found-days.ts";
import type { PersonRows } from "./person-rows.ts";
import type { Policy } from "./policies.ts";
import type { Tastes } from "./tastes.ts";
import type { RuleLog } from "./year-log.ts";

/** How everybody in a simulated year is chosen for. */
export type Choosing = {
  readonly seed: string;
  readonly rules: readonly Rule[];
  /** Rules that only this year has; what they find is said where anything may be. */
  readonly planted: ReadonlySet<string>;
  readonly config: SelectionConfig;
  readonly policy: Policy;
  /** Of all people, by rule; as of the last night. */
  readonly rates: Readonly<Record<string, RatedCount>>;
};

/** Why nothing was said, or null; where rules were asked, with what they had to say. */
export type Told = {
  readonly reason: HoldReason | null;
  readonly candidates?: readonly Candidate[];
  readonly isGoodbye?: boolean;
};

export type Moment = {
  readonly today: LocalDate;
  readonly now: Date;
  readonly zone: string;
  readonly preferences: Preferences;
};

/** Newest check-ins that can matter to what counts as low. */
const MOODS_LOOKED_AT = 120;

/** What is said to one person, as `unaskedMessages`, `answerMorning` and `answerEvening` say it. */
export class PersonSpeech {
  readonly #choosing: Choosing;
  readonly #rows: PersonRows;
  readonly #found: FoundDays;
  readonly #tastes: Tastes;
  readonly #log: RuleLog[];
  readonly #onSaid: (said: RuleLog, rule: Rule) => void;

  constructor(
    choosing: Choosing,
    rows: PersonRows,
    { found, tastes }: { readonly found: FoundDays; readonly tastes: Tastes },
    log: RuleLog[],
    onSaid: (said: RuleLog, rule: Rule) => void,
  ) {
    this.#choosing = choosing;
    this.#rows = rows;
    this.#found = found;
    this.#tastes = tastes;
    this.#log = log;
    this.#onSaid = onSaid;
  }

  message(kind: MessageKind, moment: Moment, room: Room): Told {
    const { today } = moment;
    const { said, moods } = this.#rows;
    if (kind === "checkin_reminder") return { reason: moods.has(today) ? "answered_already" : null };
    if (kind === "evening_nudge") return this.choose("evening", moment, room, false);
    if (kind !== "morning_nudge") return { reason: null };
    const question = this.#rows.decisionOf("checkin_reminder", today);
    if (question?.outcome !== "sent" && !moods.has(today)) return { reason: "not_asked_yet" };
    const noted = said.morning.get(today);
    if (noted === undefined) return this.choose("morning", moment, room, false);
    return { reason: "answered_already", candidates: readCandidates(withoutSubjects(noted.candidates)) };
  }

  /** The day's message once more, for somebody who put it off. */
  again(kind: MessageKind, today: LocalDate): Told {
    if (kind === "checkin_reminder")
      return { reason: this.#rows.moods.has(today) ? "answered_already" : null };
    if (kind !== "morning_nudge" && kind !== "evening_nudge") return { reason: null };
    const slot = kind === "morning_nudge" ? "morning" : "evening";
    const id = this.#rows.said[slot].get(today)?.recommendationId ?? null;
    if (this.#rows.isAnswered(id)) return { reason: "answered_already" };
    const hasNight = slot === "morning" && this.#found.get(today)?.knowsNight === true;
    return { reason: id === null && !hasNight ? "nothing_new" : null };
  }

  /** As `chooseNow`, with what follows for what is said and stored. */
  choose(slot: ChoiceSlot, moment: Moment, room: Room, isInCheckIn: boolean): Told {
    const { rules, planted, config, policy, rates, seed } = this.#choosing;
    const { today, now, zone, preferences } = moment;
    const day = this.#found.get(today);
    const findings = (day?.[slot] ?? []).filter(
      (finding) =>
        (planted.has(finding.ruleId) ? room === "any" : fits(finding, room)) &&
        !this.#hasFired(finding, today),
    );
    const moods = [...this.#rows.moods].slice(-MOODS_LOOKED_AT).map(([date, mood]) => ({ date, mood }));
    const history = {
      ...this.#rows.history({ now, zone, today, slot }),
      rates: this.#rows.ratesOfOthers(rates),
      now,
      zone,
      today,
      slot,
      isMoodLow: isAmongLowest(moods, today, config),
      joinsTrials: preferences.joinsTrials,
    };
    const random = seededRandom(`${seed}/${this.#rows.personId}/${slot}/${today}`);
    const choice = policy(findings, rules, history, random, config);
    const { reason, candidates } = noteOf(choice);
    const recommendationId = this.#note(choice, slot, moment, isInCheckIn);
    const hasNight = slot === "morning" && room !== "due" && day?.knowsNight === true;
    if (recommendationId === null && !hasNight) return { reason: reason ?? "nothing_new", candidates };
    this.#rows.said[slot].set(today, { recommendationId, candidates });
    return { reason: null, candidates };
  }

  /** A plan of theirs, which is offered once a day, whichever rule says it. */
  #hasFired({ ruleId }: Finding, today: LocalDate): boolean {
    const plans = new Set(
      this.#choosing.rules.flatMap(({ id, isAskedFor = false }) => (isAskedFor ? [id] : [])),
    );
    return plans.has(ruleId) && this.#log.some((one) => plans.has(one.ruleId) && one.localDate === today);
  }

  /** @returns the id of what is said; null where nothing of a rule's is */
  #note(choice: Choice, slot: ChoiceSlot, { today, now }: Moment, isInCheckIn: boolean): string | null {
    if (choice.outcome === "hold") return null;
    const { finding } = choice;
    const rule = this.#choosing.rules.find(({ id }) => id === finding.ruleId);
    if (rule === undefined) throw new Error(`unknown rule ${finding.ruleId}`);
    const isWithheld = choice.outcome === "withhold";
    const { id } = this.#rows.recommend(rule, finding, { localDate: today, slot, isWithheld });
    // Chosen again in the same slot, it is the same row.
    if (isWithheld && this.#log.at(-1)?.id === id && this.#log.at(-1)?.isWithheld) return null;
    const heard = this.#log.filter((one) => !one.isWithheld);
    const allowed = choice.candidates.filter(({ propensity }) => propensity !== null);
    const truths = allowed.map(({ ruleId }) => this.#tastes(ruleId, heard, today));
    const said: RuleLog = {
      id,
      at: now,
      localDate: today,
      slot,
      ruleId: rule.id,
      subject: finding.subject,
      isDue: finding.isDue === true,
      isWithheld,
      isInCheckIn,
      truth: this.#tastes(rule.id, heard, today),
      bestTruth: Math.max(...truths),
      allowed: new Set(allowed.map(({ ruleId }) => ruleId)).size,
    };
    this.#log.push(said);
    if (isWithheld) return null;
    this.#onSaid(said, rule);
    return id;
  }
}
