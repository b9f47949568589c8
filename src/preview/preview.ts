import type { Database } from "../../db/client.ts";
import { besideChats, withFile } from "./beside-chats.ts";
import {
  checkIn,
  firstContact,
  laterUnasked,
  MONDAY,
  mondayUnasked,
  questions,
  SUNDAY,
  settings,
} from "./days-with-maya.ts";
import { access, crisis, inTheWay, nothingLinked, sample, unreadable } from "./edges.ts";
import { composePage } from "./page.ts";
import { after, type Chapter, recorder, says, taps } from "./recording.ts";
import { createStage, PLATFORMS, type Player, type Stage } from "./stage.ts";
import { whatRulesSay } from "./what-rules-say.ts";

const WEDNESDAY = "2026-11-04";

/** Says that the page does not show what people see any more. */
export const STALE = "docs/preview.md is stale: run npm run preview";

/** Logged where the page shows what a failed save looks like. */
const REFUSED = "event refused for its ids";

/**
 * What people see, as Markdown: the same on every machine, day and database.
 *
 * @param db migrated and empty
 * @throws Error when the engine logged a failure on the way
 */
export async function makePreview(db: Database): Promise<string> {
  const failures: string[] = [];
  const stage = createStage(db, failures);
  await stage.reach(SUNDAY, "17:00");
  const players: Player[] = [];
  for (const platform of PLATFORMS) {
    players.push(await stage.linked(platform, "maya", MONDAY));
  }
  const [, , slack] = players;
  if (slack === undefined) throw new Error("nobody is on Slack");
  const scene = recorder(players);
  const chapters: Chapter[] = [
    await firstContact(scene, stage),
    await checkIn(scene),
    await mondayUnasked(scene, stage),
    await questions(scene, stage),
    await settings(scene),
    await slackPrivacy(slack),
    await unreadable(scene),
    await inTheWay(scene, stage),
    await besideChats(slack),
    await laterUnasked(scene, stage),
    await access(stage),
    await crisis(stage),
    await sample(stage),
    await nothingLinked(stage),
    await shortNight(stage),
    whatRulesSay(),
  ];
  const answer = chapters
    .flatMap(({ takes }) => takes)
    .find(({ title }) => title === "Spending")
    ?.shown.get("slack")
    ?.at(0);
  if (answer === undefined) throw new Error("no answer was said");
  const page = await withFile(answer.message, (attached) => composePage([...chapters, attached]));
  const unforeseen = failures.filter((failure) => failure !== REFUSED);
  if (unforeseen.length > 0) throw new Error(`the engine failed: ${unforeseen.join("; ")}`);
  return page;
}

/** Another invented person on the day on which the third rule speaks: Iris slept too little before a Wednesday. */
async function shortNight(stage: Stage): Promise<Chapter> {
  await stage.reach(WEDNESDAY, "08:00");
  const players: Player[] = [];
  for (const platform of PLATFORMS) players.push(await stage.linked(platform, "iris", WEDNESDAY));
  const scene = recorder(players);
  const skips = Array.from({ length: 4 }, () => says("skip"));
  const greets = { words: null, run: (player: Player) => player.open() };
  return {
    title: "A short night before a usual spending day",
    intro: "Iris, on a Wednesday.",
    takes: [
      await scene(
        "The morning after a short night",
        after([greets, taps("start with my own"), ...skips, says("4"), says("low")], says("skip")),
      ),
      await scene("Why this, after a short night?", taps("why this?")),
    ],
  };
}

async function slackPrivacy(slack: Player): Promise<Chapter> {
  const scene = recorder([slack]);
  return {
    title: "Slack privacy",
    intro: "On Slack only.",
    takes: [
      await scene("Shall it be off?", says("/slack_privacy off")),
      await scene("Kept on", taps("keep it private")),
      await scene("Switched off", taps("write openly")),
      await scene("What holds", says("/slack_privacy")),
      await scene("On again", says("/slack_privacy on")),
    ],
  };
}
