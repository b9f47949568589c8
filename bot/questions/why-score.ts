import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { askedPeriod } from "../../coaching/questions/asked-period.ts";
import { SCORE_CONFIG } from "../../coaching/scores/config.ts";
import type { DayScores } from "../../coaching/scores/day-scores.ts";
import type { Contributor, Scored } from "../../coaching/scores/score.ts";
import type { AskWhySlots } from "../../coaching/understanding/frame.ts";
import type { Database } from "../../db/client.ts";
import { type CheckInTags, loadCheckInTags } from "../../db/queries/body-tags.ts";
import type { StepContext } from "../conversation.ts";
import { sentenceCase } from "../format.ts";
import type { Answer } from "../question.ts";
import { type Part, say } from "../reply.ts";
import { sourceParts } from "../sources.ts";
import { answerAhead, answered, countWords, dayWords } from "./answers.ts";
import { contributorText, moodText } from "./contributors.ts";
import { explainScore, loadScoredDays, missingParts, nothingKnown } from "./score-days.ts";
import { nameOf, whyMeans } from "./score-periods.ts";
import { SCORES, scorePart } from "./today.ts";
import { MOST_PARTS, tellDays, type WhyScore } from "./why-score-days.ts";

type PartScore = (typeof SCORES)[number];

/** What a score of some day or days is made of, in points: never a cause. */
export async function explainScores(
  db: Database,
  slots: AskWhySlots,
  measure: WhyScore,
  context: StepContext,
): Promise<Answer> {
  const { today, person } = context;
  const said = askedPeriod(slots.period, { from: addDays(today, -1), to: today }, today);
  if (said.kind === "ahead") return answerAhead(said, today);
  const found = await loadScoredDays(db, said, context);
  if (found.kind === "nothing") return { replies: [{ parts: [nothingKnown(found.first, today)] }] };
  if (!said.isDefault && said.days > 1) {
    const parts = tellDays(found.days, measure, said, context);
    return answered(parts, [...whyMeans(found), ...sourceParts(found.loaded, context)]);
  }
  // With no day named it is today; before today's score is there, yesterday's.
  const day = found.days.findLast((scores) => nameIn(scores, measure) !== null) ?? found.days.at(-1);
  if (day === undefined) return { replies: [{ parts: [nothingKnown(null, today)] }] };
  const name = nameIn(day, measure);
  const tags = await loadCheckInTags(db, person.userId, { from: day.date, to: day.date });
  const sources = sourceParts(found.loaded, context);
  if (name === null) return answered(tellUnscored(day, measure, context), sources);
  const explained = (measure === "score" ? SCORES : [name]).flatMap((score) =>
    explainScore(score, day[score], today),
  );
  return answered(tellDay(day, name, measure, tags, context), [...explained, ...sources]);
}

/** The score that is meant: the one asked about, else the lowest of the day. Null when it is not there. */
function nameIn(day: DayScores, measure: WhyScore): PartScore | null {
  if (measure !== "score") return day[measure].kind === "scored" ? measure : null;
  const scored = SCORES.flatMap((name) => {
    const result = day[name];
    return result.kind === "scored" ? [{ name, exact: result.exact }] : [];
  });
  return scored.sort((left, right) => left.exact - right.exact)[0]?.name ?? null;
}

function tellUnscored(day: DayScores, measure: WhyScore, context: StepContext): readonly Part[] {
  const names = measure === "score" ? SCORES : [measure];
  return [
    say("questions/why/unscored", { day: dayWords(day.date, context.today) }),
    ...names.map((name) => scorePart(name, day, context)),
  ];
}

function tellDay(
  day: DayScores,
  name: PartScore,
  measure: WhyScore,
  tags: CheckInTags,
  context: StepContext,
): readonly Part[] {
  const result = day[name];
  if (result.kind === "unscored") return [];
  const heading = headingOf(day, name, result, measure, context);
  if (name === "mood") {
    return [heading, ...moodParts(result, tags), ...(measure === "score" ? nextParts(day, context) : [])];
  }
  return [
    heading,
    ...contributorParts(result, day.date, context),
    ...missingParts(result),
    say("questions/why/no-cause"),
  ];
}

/** A mood has no parts, so the lower of the other scores is told with it when it lies under a usual day. */
function nextParts(day: DayScores, context: StepContext): readonly Part[] {
  const names = (["energy", "financial"] as const).flatMap((name) => {
    const result = day[name];
    return result.kind === "scored" && result.score < SCORE_CONFIG.base ? [{ name, result }] : [];
  });
  const [lower] = names.sort((left, right) => left.result.exact - right.result.exact);
  if (lower === undefined) return [];
  const facts = {
    name: sentenceCase(nameOf(lower.name)),
    score: lower.result.score,
    usual: SCORE_CONFIG.base,
  };
  return [
    say("questions/why/next", facts),
    ...contributorParts(lower.result, day.date, context),
    say("questions/why/no-cause"),
  ];
}

function headingOf(
  { date, balance }: DayScores,
  name: PartScore,
  { score }: Scored,
  measure: WhyScore,
  { today }: StepContext,
): Part {
  const usual = SCORE_CONFIG.base;
  const facts = { day: sentenceCase(dayWords(date, today)), name: nameOf(name), score, usual };
  if (measure !== "score") {
    return name === "mood" ? say("questions/why/mood", facts) : say("questions/why/one", facts);
  }
  // The middle of the mood scale is no usual day.
  if (name === "mood") {
    return balance.kind === "unscored"
      ? say("questions/why/lowest-mood", facts)
      : say("questions/why/lowest-mood-of", { ...facts, balance: balance.score });
  }
  if (balance.kind === "unscored") return say("questions/why/lowest", facts);
  return say(balance.score < usual ? "questions/why/lowest-of" : "questions/why/not-low", {
    ...facts,
    balance: balance.score,
  });
}

/** What lies below a usual day and what above it, the most moving first. */
function contributorParts(
  { contributors }: Scored,
  scored: LocalDate,
  context: StepContext,
): readonly Part[] {
  const told = (keep: (points: number) => boolean) =>
    contributors
      .filter(({ points }) => keep(Math.round(points)))
      .sort((left, right) => Math.abs(right.points) - Math.abs(left.points))
      .slice(0, MOST_PARTS)
      .map((contributor: Contributor) => contributorText(contributor, scored, context))
      .join("; ");
  const down = told((points) => points < 0);
  const up = told((points) => points > 0);
  const parts = [
    ...(down === "" ? [] : [say("questions/why/down", { parts: down })]),
    ...(up === "" ? [] : [say("questions/why/up", { parts: up })]),
  ];
  return parts.length === 0 ? [say("questions/why/even")] : parts;
}

/** A mood has no parts: what was tapped, and what was noted with it. */
function moodParts(result: Scored, { entries, tags }: CheckInTags): readonly Part[] {
  const facts = { mood: moodText(result), count: countWords(entries, "check-in") };
  return [
    say("questions/why/mood-from", facts),
    ...(tags.length === 0 ? [] : [say("questions/why/noted", { tags: tags.join("; ") })]),
    say("questions/why/mood-end"),
  ];
}
