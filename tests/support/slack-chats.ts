import { type SlackCoach, slackWithEngine } from "../fakes/slack-engine.ts";
import type { testDatabase } from "./database.ts";

/** A Monday morning in London. */
export const MONDAY = new Date("2026-11-23T08:00:00Z");

/**
 * People who talk to the coach on Slack.
 *
 * @param endings where each chat leaves how it is ended
 */
export function slackChats(
  db: Awaited<ReturnType<typeof testDatabase>>["db"],
  endings: (() => Promise<void>)[],
) {
  async function coach(clock = { now: MONDAY }): Promise<SlackCoach> {
    const started = await slackWithEngine(db, clock);
    endings.push(started.end);
    return started;
  }

  /** Through the first questions, everything skipped but the time of the check-in. */
  async function joined(clock = { now: MONDAY }): Promise<SlackCoach> {
    const chat = await coach(clock);
    await chat.settled(chat.person.openTab("messages"));
    await chat.tap("start with my own");
    for (const said of ["Europe/London", "skip", "skip", "7:30", "skip", "skip", "skip"])
      await chat.say(said);
    return chat;
  }

  async function asMaya(): Promise<SlackCoach> {
    const chat = await coach();
    await chat.settled(chat.person.openTab("messages"));
    await chat.tap("look around as Maya, 120 days of sample data");
    return chat;
  }

  return { coach, joined, asMaya };
}
