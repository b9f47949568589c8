import { moodFromFace } from "../model/mood.ts";
import { drawNormal } from "../model/random.ts";
import type { CalendarDay } from "./calendar.ts";
import { clamp, drawBetween, drawChance, drawOne, drawWhole, type Streams } from "./draws.ts";
import { linkEffect } from "./links.ts";
import type { Traits } from "./persons.ts";
import type { BodyDay } from "./sleep-body.ts";
import type { SampleEpisode, SampleMoodEntry } from "./types.ts";

/** How the day felt, whether or not anyone was told. */
export type MindDay = {
  /** Deviation from the person's usual, in standard deviations. */
  readonly moodZ: number;
  readonly energyZ: number;
};

/** Faces (1 to 7) that are answered on a day in any case, by day index. */
export type MoodScript = ReadonlyMap<number, number>;

const FACE_SD = 1.05;
const ENERGY_SD = 17;
/** Half an hour past midnight an answer still is about the day before. */
const LATEST_MINUTE = 1470;
const ENERGY_TAPS = [5, 25, 50, 75, 95] as const;

const EPISODE_TAG: Record<SampleEpisode["kind"], string> = {
  vacation: "vacation",
  illness: "sick",
  trip: "travel",
};

/** Mood and energy, day by day: their own slow movement plus what the person's links bring. */
export function drawMinds(
  streams: Streams,
  traits: Traits,
  days: readonly CalendarDay[],
  body: readonly BodyDay[],
  script: MoodScript,
): MindDay[] {
  const moodRandom = streams("mood");
  const energyRandom = streams("energy");
  const effects = {
    sleepToMood: linkEffect(traits.links, "sleep_to_mood"),
    stepsToMood: linkEffect(traits.links, "steps_to_mood"),
    sleepToEnergy: linkEffect(traits.links, "sleep_to_energy"),
  };
  const moodRest = Math.sqrt(1 - effects.sleepToMood ** 2 - effects.stepsToMood ** 2);
  const energyRest = Math.sqrt(1 - effects.sleepToEnergy ** 2);
  let moodOwn = drawNormal(streams("mood-start"));
  let energyOwn = drawNormal(streams("energy-start"));
  return days.map((day, index) => {
    const sleepZ = body[index]?.sleepZ ?? 0;
    const stepsZ = body[index]?.stepsZ ?? 0;
    moodOwn = 0.35 * moodOwn + 0.94 * drawNormal(moodRandom);
    energyOwn = 0.3 * energyOwn + 0.95 * drawNormal(energyRandom);
    const drawnMoodZ =
      moodRest * moodOwn +
      effects.sleepToMood * sleepZ +
      effects.stepsToMood * stepsZ +
      day.shift.mood +
      (day.weekday >= 5 ? 0.25 : -0.1);
    const scripted = script.get(index);
    return {
      moodZ: scripted === undefined ? drawnMoodZ : (scripted - traits.moodFace) / FACE_SD,
      energyZ: energyRest * energyOwn + effects.sleepToEnergy * sleepZ + day.shift.energy,
    };
  });
}

/**
 * The check-ins of a person: most in the morning, now and then a second one in the evening.
 *
 * After a low day fewer are answered, as with people: what is missing is not missing at random.
 */
export function drawMoodEntries(
  streams: Streams,
  traits: Traits,
  days: readonly CalendarDay[],
  body: readonly BodyDay[],
  minds: readonly MindDay[],
  script: MoodScript,
): SampleMoodEntry[] {
  const usual = Math.log(traits.moodCompliance / (1 - traits.moodCompliance));
  return days.flatMap((day, index) => {
    const random = streams("check-in", index);
    const tags = contextTags(streams("context", index), day);
    const mind = minds[index];
    const woke = body[index]?.wakeMinute ?? 420;
    const before = minds[index - 1]?.moodZ ?? 0;
    const answers = drawChance(random, 1 / (1 + Math.exp(-usual - 0.55 * clamp(before, -2, 2))));
    const again = drawChance(random, 0.12);
    const [morning, evening] = [drawWhole(random, 0, 45), drawWhole(random, 19 * 60, 24 * 60 + 25)];
    if (!mind || !(answers || script.has(index))) return [];
    const entries = [
      entry(
        random,
        traits,
        { ...day, tags },
        mind,
        body[index],
        Math.max(traits.checkInMinute, woke + 5) + morning,
      ),
    ];
    const evenMind = {
      moodZ: script.has(index) ? mind.moodZ : mind.moodZ + 0.45 * drawNormal(random),
      energyZ: mind.energyZ - 0.4,
    };
    if (again) entries.push(entry(random, traits, { ...day, tags }, evenMind, body[index], evening));
    return entries;
  });
}

/** One answer. Past midnight (minute 1440 and on) it is given on the next day, about this one. */
function entry(
  random: () => number,
  traits: Traits,
  day: CalendarDay & { readonly tags: readonly string[] },
  mind: MindDay,
  body: BodyDay | undefined,
  minute: number,
): SampleMoodEntry {
  const answered = Math.min(minute, day.lastMinute < 1439 ? day.lastMinute : LATEST_MINUTE);
  const at =
    answered < 1440
      ? day.clock.at(answered)
      : new Date(day.clock.at(1439).getTime() + (answered - 1439) * 60_000);
  const energy = clamp(traits.energySelf + ENERGY_SD * mind.energyZ, 0, 100);
  const energySelf = traits.typesEnergy ? Math.round(energy / 5) * 5 : tapped(energy);
  return {
    at,
    date: day.date,
    mood: moodFromFace(clamp(Math.round(traits.moodFace + FACE_SD * mind.moodZ), 1, 7)),
    energySelf: drawChance(random, 0.95) ? energySelf : null,
    emotionTags: drawChance(random, 0.55) ? emotionTags(random, mind, body) : [],
    contextTags: day.tags,
    notes: null,
  };
}

/** The nearest of the five answers that can be tapped. */
function tapped(energy: number): number {
  return ENERGY_TAPS.reduce((best, tap) => (Math.abs(tap - energy) < Math.abs(best - energy) ? tap : best));
}

function emotionTags(random: () => number, mind: MindDay, body: BodyDay | undefined): string[] {
  const tags: string[] = [];
  if (mind.energyZ < -0.6) tags.push("tired");
  if ((body?.stressZ ?? 0) > 0.8) tags.push("stressed");
  if (mind.moodZ < -0.8) tags.push(drawOne(random, ["lonely", "bored", "sad", "anxious"]));
  if (mind.moodZ > 0.8) tags.push(drawOne(random, ["happy", "calm", "grateful"]));
  return tags.length > 0 ? tags.slice(0, 2) : ["fine"];
}

function contextTags(random: () => number, day: CalendarDay): string[] {
  const chance = drawBetween(random, 0, 1);
  const tags = day.episode?.tagged ? [EPISODE_TAG[day.episode.kind]] : [];
  if (day.episode === null && chance < 0.3) {
    tags.push(day.working ? "work" : drawOne(random, ["family", "friends", "home"]));
  }
  return tags;
}
