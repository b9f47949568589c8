import { z } from "zod";
import type { HoldReason } from "../coaching/delivery/reasons.ts";
import { seededRandom } from "../coaching/model/random.ts";
import { findingsOf, ruleOf, rules } from "../coaching/rules/index.ts";
import type { Finding } from "../coaching/rules/rule.ts";
import { CANDIDATE_STATES, type Candidate, type Choice, choose } from "../coaching/selection/choose.ts";
import { SELECTION_CONFIG } from "../coaching/selection/config.ts";
import type { ChoiceSlot } from "../coaching/selection/history.ts";
import { isAmongLowest } from "../coaching/selection/low-mood.ts";
import type { Database } from "../db/client.ts";
import { loadChoiceHistory } from "../db/queries/choice-history.ts";
import type { PersonDays } from "../db/queries/days.ts";
import type { StepContext } from "./conversation.ts";
import { loadEvidence } from "./evidence.ts";

/**
 * What may be said: anything; `due` where the week's room is used up, and only money of today or tomorrow still goes; `first`
 * where the person is here and the room is used up: that, what they asked for, and help for someone low.
 */
export type Room = "any" | "due" | "first";

/** Why nothing of a rule's was said, where nothing was, with all that was looked at. */
export type ChoiceNote = { readonly reason: HoldReason | null; readonly candidates: readonly Candidate[] };

/** As long as what rests may be; what is longer is told apart by its beginning. */
const LONGEST_SUBJECT = 200;

/**
 * Chooses what to say to a person now, from days that are loaded already.
 *
 * The same day and slot choose the same, so that a job that runs again, or a look ahead, changes nothing.
 *
 * @param joinsTrials false for a look ahead, of which nothing is left out
 */
export async function chooseNow(
  db: Database,
  loaded: PersonDays,
  context: StepContext,
  asked: { readonly slot: ChoiceSlot; readonly room: Room; readonly joinsTrials: boolean },
): Promise<Choice> {
  const { person, today, now } = context;
  const { slot, room, joinsTrials } = asked;
  const zone = person.timezone;
  const [evidence, past] = await Promise.all([
    loadEvidence(db, loaded, context),
    loadChoiceHistory(db, person.userId, { now, zone, today, slot }),
  ]);
  const moods = loaded.days.flatMap(({ date, mood }) => (mood === null ? [] : [{ date, mood }]));
  const history = {
    ...past,
    now,
    zone,
    today,
    slot,
    isMoodLow: isAmongLowest(moods, today, SELECTION_CONFIG),
    joinsTrials,
  };
  const findings = findingsOf(evidence, slot)
    .filter((finding) => fits(finding, room))
    .map((finding) => ({ ...finding, subject: finding.subject.slice(0, LONGEST_SUBJECT) }));
  const random = seededRandom(`${seedOf(person)}/${slot}/${today}`);
  return choose(findings, rules, history, random, SELECTION_CONFIG);
}

/** The first group of an id is chance enough; the same sample person has the same days with everybody who looks at them. */
function seedOf({ sampleName, userId }: StepContext["person"]): string {
  return sampleName ?? userId.split("-", 1)[0] ?? "";
}

/** Whether a finding may be said in what room there is. */
export function fits(finding: Finding, room: Room): boolean {
  if (room === "any" || finding.isDue === true) return true;
  const { riskLevel, isAskedFor = false } = ruleOf(finding);
  return room === "first" && (riskLevel === "high" || isAskedFor);
}

/** A choice as its slot's decision tells it. */
export function noteOf(choice: Choice): ChoiceNote {
  const { candidates } = choice;
  if (choice.outcome === "say") return { reason: null, candidates };
  return { reason: choice.outcome === "hold" ? choice.reason : "withheld", candidates };
}

/** Candidates as an event may keep them: without what they are about, which can be a merchant's name. */
export function withoutSubjects(candidates: readonly Candidate[]) {
  return candidates.map(({ ruleId, state, propensity, until = null }) => ({
    ruleId,
    state,
    propensity,
    until,
  }));
}

const noted = z.array(
  z.object({
    ruleId: z.string(),
    state: z.enum(CANDIDATE_STATES),
    propensity: z.number().nullable(),
    until: z.string().nullable(),
  }),
);

/** The inverse; nothing for what an earlier release noted. */
export function readCandidates(stored: unknown): readonly Candidate[] {
  const read = noted.safeParse(stored);
  if (!read.success) return [];
  return read.data.map(({ until, ...candidate }) => ({
    ...candidate,
    subject: "",
    ...(until === null ? {} : { until }),
  }));
}
