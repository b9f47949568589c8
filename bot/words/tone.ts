import { isTone, TONES, type Tone } from "../../coaching/phrasing/tone.ts";
import type { CommandOutcome } from "../commands.ts";
import type { Person, StepContext } from "../conversation.ts";
import { listed, shorten } from "../format.ts";
import { inline, type Part, say, tell } from "../reply.ts";

/** `/tone gentle`; bare, it says which one holds. */
export function setTone(said: string, { person }: StepContext): CommandOutcome {
  const tone = said.toLowerCase();
  if (said === "") return { replies: [{ parts: [tonePart(person), usagePart()] }] };
  if (!isTone(tone)) {
    return { replies: [{ parts: [say("tones/not-understood", { said: shorten(said) }), usagePart()] }] };
  }
  return {
    replies: [tell(`tones/set-${tone}`)],
    effects: [{ kind: "save-notifications", preferences: { ...person.preferences, tone } }],
  };
}

/** Which tone holds, for `/settings`. */
export function tonePart({ preferences }: Person): Part {
  return say("tones/is", { tone: toneName(preferences.tone) });
}

function usagePart(): Part {
  return say("tones/usage", { tones: listed(TONES.map((tone) => `/tone ${tone}`)) });
}

function toneName(tone: Tone): string {
  return inline(`tones/${tone}`);
}
