import type { Coach } from "./program.ts";

/** Says all that a coach in a terminal asks at first, up to the first check-in, which is skipped. */
export async function joinInTerminal(coach: Coach): Promise<void> {
  await coach.hear("start with my own");
  coach.say("start with my own");
  await coach.hear("time zone");
  for (const [said, heard] of [
    ["Europe/Berlin", "Which currency"],
    ["EUR", "What would you like"],
    ["skip", "When shall I ask"],
    ["skip", "How's your mood"],
    ["skip", "Energy right now"],
    ["skip", "Add a word"],
    ["skip", "Nothing saved"],
  ] as const) {
    coach.say(said);
    await coach.hear(heard);
  }
}
