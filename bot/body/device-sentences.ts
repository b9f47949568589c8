import type { BodySignal } from "../../coaching/model/body-signals.ts";
import { loadDays } from "../../db/queries/days.ts";
import type { CommandOutcome } from "../commands.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { shorten } from "../format.ts";
import { type Part, say as part, tell } from "../reply.ts";
import { explainLast } from "../standing.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { type Device, loadDevices } from "./device.ts";
import { signalNamesInShort } from "./signal-names.ts";
import { prefer, speakersPart } from "./source-order.ts";

/** "Which device is that from?", "where does my sleep come from?". */
const WHICH_DEVICE =
  /^(?:and )?(?:from )?(?:which|what) (?:device|wearable|watch|ring)s?\b|^where (?:does|do|did|is|are) (?:that|this|it|they|these|those|my (?:sleep|nights?|heart rate|hrv|steps|stress|body data))\b.{0,20}\b(?:from|come)\b/i;

/** "Devices", "show my wearables". */
const DEVICES = /^(?:show |list )?(?:me )?(?:my |all )?(?:devices|wearables)$/i;

/** "Connect my Oura", "how do I link my Fitbit?". */
const CONNECT =
  /^(?:(?:please|can you|can i|i want to|i'd like to|how do i|how can i) )*(?:connect|link|pair|add) (?:to )?(?:my |a |the )?(.+)$/i;

/** "Use my Oura for sleep", "prefer Apple Health", "take steps from my phone's Apple Health". */
const ASKS = /^(?:(?:please|can you|could you|i want you to) )*/i;
const USE_FOR =
  /^(?:use|prefer|trust|take|choose) (?:my |the )?(.+?)(?: (?:for|as to) (?:my |the )?(.+?))?$/i;
const READ_FROM = /^(?:read|take|get|use) (?:my |the )?(.+?) from (?:my |the )?(.+?)$/i;
const TAIL = /(?:,? (?:please|first|instead|from now on|always))*[.!]*$/i;

/** What people call a device beside its name, by its source. */
const CALLED: Readonly<Record<string, RegExp>> = {
  oura: /^oura(?: ring)?$|^ring$/i,
  fitbit: /^fitbit$|^google(?: health)?$/i,
  whoop: /^whoop(?: strap)?$|^strap$/i,
  apple_health: /^apple(?: health| watch)?$|^watch$|^i?phone$/i,
  health_auto_export: /^health auto export$|^apple(?: health| watch)?$|^watch$|^i?phone$/i,
  shortcuts: /^(?:i?phone's )?shortcuts?$|^i?phone$/i,
  csv: /^csv$|^file(?: of days)?$/i,
  simulated: /^simulated(?: ring)?$|^ring$/i,
};

/** Whether a name is a device's and nothing else, so that "use …" alone says what is meant. */
function isKnown(name: string): boolean {
  return Object.values(CALLED).some((called) => called.test(name));
}

const SIGNAL_WORDS: readonly (readonly [RegExp, readonly BodySignal[]])[] = [
  [/\bsleep(?:ing)?\b|\bnights?\b/i, ["sleepMinutes", "sleepScore"]],
  [/\bheart ?rate\b(?! variab)|\bpulse\b|\bheart\b(?! rate)/i, ["restingHeartRateBpm"]],
  [/\bhrv\b|\bheart ?rate variab/i, ["hrvMs"]],
  [/\bsteps?\b|\bwalking\b|\bmovement\b|\bactivity\b/i, ["steps"]],
  [/\bactive energy\b|\bcalories\b|\bkcal\b|\bmovement\b|\bactivity\b/i, ["activityKcal"]],
  [/\bstress\b/i, ["stressLevel"]],
];
const EVERYTHING = /^(?:everything|all|all of it|it all|anything)$/i;

/** Which device is to come first, and for what; null signals: for everything that it tells. */
type Wish = { readonly device: string; readonly signals: readonly BodySignal[] | null };

/**
 * A sentence about devices, which the parser knows nothing of; null for any other.
 *
 * @param isAnswering a question is open, to which "use earplugs for sleep" may be the answer: only a known device counts
 */
export function deviceSentence(text: string, isAnswering = false): CommandOutcome | null {
  const plain = text.trim().replace(/[?.!]+$/, "");
  if (WHICH_DEVICE.test(plain)) return { followUp: { report: "which-device", said: plain } };
  if (DEVICES.test(plain)) return { followUp: { report: "devices", said: "" } };
  const [, connected] = CONNECT.exec(plain) ?? [];
  if (connected !== undefined && isKnown(connected)) {
    return { followUp: { report: "connect", said: connected } };
  }
  const wish = readWish(plain);
  if (wish === null || (isAnswering && !isKnown(wish.device))) return null;
  return { followUp: { report: "prefer", said: plain } };
}

function readWish(text: string): Wish | null {
  const plain = text.replace(ASKS, "").replace(TAIL, "");
  const from = READ_FROM.exec(plain);
  const [, what = "", source = ""] = from ?? [];
  if (from !== null && signalsIn(what).length > 0) return { device: source, signals: signalsIn(what) };
  const use = USE_FOR.exec(plain);
  if (use === null) return null;
  const [, device = "", about] = use;
  if (about === undefined || EVERYTHING.test(about)) {
    return isKnown(device) ? { device, signals: null } : null;
  }
  const signals = signalsIn(about);
  return signals.length === 0 ? null : { device, signals };
}

function signalsIn(words: string): readonly BodySignal[] {
  return SIGNAL_WORDS.flatMap(([pattern, signals]) => (pattern.test(words) ? signals : []));
}

/** Puts the device that a sentence names first. */
export async function preferBySentence(turn: Turn, said: string): Promise<void> {
  const { db, context } = turn;
  if (context.person.sampleName !== null) return say(turn, [tell("sample/no-settings")]);
  const wish = readWish(said);
  const devices = await loadDevices(db, context);
  const called = wish === null ? [] : devices.filter((device) => isCalled(device, wish.device));
  const wanted = wish?.signals ?? null;
  const tells = ({ data }: Device) =>
    (data?.signals ?? []).filter((signal) => wanted === null || wanted.includes(signal));
  const device = called.find((one) => tells(one).length > 0) ?? called[0];
  if (device === undefined)
    return say(turn, [tell("devices/not-known", { said: shorten(wish?.device ?? said) })]);
  const signals = tells(device);
  if (signals.length > 0) return prefer(turn, device, signals);
  const facts = { device: device.name, signals: signalNamesInShort(wanted ?? []) };
  say(turn, [tell(wanted === null ? "devices/told-nothing" : "devices/not-told", facts)]);
}

function isCalled({ source, name }: Device, said: string): boolean {
  const words = said.trim().toLowerCase();
  return name.toLowerCase() === words || source === words || CALLED[source]?.test(words) === true;
}

/** Which device the last answer was from; where that was about none, which one speaks for what. */
export async function tellWhichDevice(turn: Turn, said: string): Promise<void> {
  const { db, chat, context, memory } = turn;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const { parts } = memory.explanation;
  const named = parts.filter(({ prompt }) => DEVICE_PROMPTS.has(prompt));
  if (named.length > 0) return say(turn, [{ parts: named.map(plainPart) }]);
  // "Where is that from?" may be about money.
  const isOfBody = parts.length === 0 || parts.some(({ prompt }) => /^(?:questions\/)?body\//.test(prompt));
  if (!isOfBody && /^where/i.test(said)) return takeAnswer(turn, explainLast(memory));
  const { person, today } = context;
  const { choices } = await loadDays(db, person, { from: today, to: today });
  const speakers = speakersPart(choices, today);
  say(turn, [
    speakers === null ? tell("questions/body/none-sleep") : { parts: [speakers, part("devices/more")] },
  ]);
}

/** The lines of a receipt that name devices and how fresh they are. */
const DEVICE_PROMPTS: ReadonlySet<string> = new Set(["sources/body", "questions/body/why-newest"]);

function plainPart({
  prompt,
  facts,
}: {
  readonly prompt: string;
  readonly facts?: Part["facts"] | undefined;
}): Part {
  return facts === undefined ? { prompt } : { prompt, facts };
}
