import { type CrisisMatter, crisisMatter } from "../coaching/understanding/crisis-matter.ts";
import { understand } from "../coaching/understanding/understand.ts";
import { findEntry } from "../db/queries/mood-entries.ts";
import { answerWithCare, hearHeavy } from "./care.ts";
import type { FormEntry, StepInput } from "./conversation.ts";
import { checkIn } from "./conversations/check-in.ts";
import { openCheckIn } from "./conversations/check-in-replies.ts";
import type { Effect } from "./effect.ts";
import { answerOpen, begin, isStranger } from "./follow.ts";
import { giveHelp } from "./give-help.ts";
import type { InboundEvent } from "./inbound-event.ts";
import { cleanText, LONGEST_TEXT } from "./inbound-text.ts";
import { tell } from "./reply.ts";
import { say, type Turn, takeStep } from "./turn.ts";

type FormEvent = Extract<InboundEvent, { readonly kind: "check-in-form" }>;
type FormInput = Extract<StepInput, { readonly kind: "form" }>;

/** A check-in filled in at once: saved as if it had been tapped, for the day it was asked about. */
export async function handleForm(turn: Turn, event: FormEvent): Promise<void> {
  const { context } = turn;
  const note = cleanText(event.note ?? "");
  const { face, energy, words } = event;
  const frame = note === "" ? null : understand(note, { ...context.person, today: context.today });
  const about = await aboutOf(turn, event);
  const input: FormInput = {
    kind: "form",
    answers: { face, energy, words, note: note === "" ? null : note },
    frame,
    about,
  };
  const heavy = frame === null || frame.tier !== null ? null : await hearHeavy(turn, note);
  const tier = frame?.tier ?? (heavy === "help" || heavy === "who" ? "possible" : null);
  if (tier !== null) return answerCrisis(turn, input, { tier, matter: crisisMatter(note) });
  if (note.length > LONGEST_TEXT) {
    return say(turn, [tell("errors/too-long", { length: note.length, longest: LONGEST_TEXT })]);
  }
  const answer = () => answerForm(turn, input);
  return heavy === "care" ? answerWithCare(turn, answer) : answer();
}

async function answerForm(turn: Turn, input: FormInput): Promise<void> {
  if (isStranger(turn)) {
    say(turn, [tell("onboarding/welcome")]);
    turn.revision += 1;
  }
  const { context, flow } = turn;
  const { about } = input;
  const open = openCheckIn(turn);
  const isOpen = about === null ? open?.date === context.today : open?.entryId === about.id;
  if (isOpen) return void (await answerOpen(turn, input));
  if (flow === null || (about === null && open !== null)) return begin(turn, checkIn.name, input);
  // Another question is open and stays so.
  await takeStep(turn, flow, { ...checkIn.begin(context, input), next: turn.state });
}

/** Which check-in the form belongs to. A day to come is nobody's yet; an id is looked up among the person's own. */
async function aboutOf({ db, context }: Turn, { entry }: FormEvent): Promise<FormEntry | null> {
  if (entry === null || entry.date > context.today) return null;
  const stored = await findEntry(db, context.person.userId, entry.id);
  if (stored === null) return entry;
  const { moodScore: mood, energyLevelSelfReported: energySelf, emotionTags, contextTags, notes } = stored;
  return {
    id: stored.id,
    date: stored.localDate,
    before: { mood, energySelf, emotionTags, contextTags, notes },
  };
}

/** Help comes first and nothing follows; the answers beside the note are saved, the note is not. */
async function answerCrisis(
  turn: Turn,
  { answers, about }: FormInput,
  { tier, matter }: { readonly tier: Parameters<typeof giveHelp>[1]; readonly matter: CrisisMatter },
): Promise<void> {
  const { context } = turn;
  const open = openCheckIn(turn);
  const belongsTo = about ?? (open?.date === context.today ? { id: open.entryId, date: open.date } : null);
  const silent = {
    kind: "form" as const,
    answers: { ...answers, note: null },
    frame: null,
    about: belongsTo,
  };
  const saved: readonly Effect[] = (checkIn.begin(context, silent).effects ?? []).filter(
    ({ kind }) => kind === "save-entry",
  );
  await giveHelp(turn, tier, { saved, matter });
}
