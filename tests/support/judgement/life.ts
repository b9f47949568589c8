import { MESSAGE_KINDS } from "../../../coaching/delivery/kinds.ts";
import { DEFAULT_PREFERENCES, type Preferences } from "../../../coaching/delivery/preferences.ts";
import { drawPoisson, type Random, seededRandom } from "../../../coaching/model/random.ts";

/** The year that is lived, in UTC; local years begin and end up to 14 hours beside it. */
export type Year = { readonly from: Date; readonly days: number };

/** What a person does to the coach beside answering it. Each is heard of by it. */
export type LifeEvent = { readonly at: Date } & (
  | { readonly kind: "moves"; readonly zone: string }
  | { readonly kind: "sets"; readonly preferences: Preferences }
  | { readonly kind: "reminder"; readonly minute: number }
  | { readonly kind: "crisis" }
  | { readonly kind: "sample"; readonly looks: boolean }
);

type Stretch = { readonly from: Date; readonly to: Date };

/** How one person stands to the coach over a year, whatever it says. */
export type Life = {
  readonly zone: string;
  readonly preferences: Preferences;
  /** Minutes since local midnight. */
  readonly reminderMinute: number;
  /** In order of time. */
  readonly events: readonly LifeEvent[];
  /** Nothing is written or tapped in them. */
  readonly silences: readonly Stretch[];
};

const DAY_MS = 86_400_000;

/** Whole and half hours, clock changes of one hour, two and a half one, at any season and at midnight, and none. */
const ZONES = [
  "UTC",
  "Africa/Cairo",
  "Africa/Casablanca",
  "America/Los_Angeles",
  "America/New_York",
  "America/Santiago",
  "America/Sao_Paulo",
  "America/St_Johns",
  "Antarctica/Troll",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "Australia/Lord_Howe",
  "Europe/Berlin",
  "Europe/London",
  "Pacific/Auckland",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
];

/**
 * The same seed gives the same life.
 *
 * @param ordinary share of people who leave most settings as they are and are asked of a morning; others set anything
 */
export function drawLife(seed: string, year: Year, ordinary: number): Life {
  const random = seededRandom(`${seed}/life`);
  const isOrdinary = random() < ordinary;
  const zone = oneOf(random, ZONES);
  const first = isOrdinary ? drawOrdinary(random) : drawPreferences(random);
  const preferences = { ...first, joinsTrials: random() < 0.5 };
  const reminderMinute = isOrdinary ? drawMinute(random, 7 * 60 + 30, 9 * 60 + 30) : drawReminder(random);
  const silences = drawSilences(random, year, isOrdinary);
  const events = [
    ...drawMoves(random, year, zone),
    ...drawSettings(random, year, preferences, isOrdinary),
    ...(isOrdinary ? [] : atRandom(random, year, 0.7)).map(
      (at): LifeEvent => ({ at, kind: "reminder", minute: drawReminder(random) }),
    ),
    ...(random() < 0.1 ? atRandom(random, year, 1.5).map((at): LifeEvent => ({ at, kind: "crisis" })) : []),
    ...atRandom(random, year, 0.3).flatMap((at): LifeEvent[] => [
      { at, kind: "sample", looks: true },
      { at: new Date(at.getTime() + random() * 3 * DAY_MS), kind: "sample", looks: false },
    ]),
  ];
  return {
    zone,
    preferences,
    reminderMinute,
    events: events
      .filter(({ at, kind }) => kind === "sample" || !isSilent(silences, at))
      .sort((one, other) => one.at.getTime() - other.at.getTime()),
    silences,
  };
}

export function isSilent(silences: readonly Stretch[], at: Date): boolean {
  return silences.some(({ from, to }) => from <= at && at < to);
}

/** Defaults, but for one or another who hears more, less, or later. */
function drawOrdinary(random: Random): Preferences {
  return {
    ...DEFAULT_PREFERENCES,
    ...(random() < 0.2 ? { quiet: { from: 22 * 60, until: 7 * 60 }, choseQuiet: true } : {}),
    ...(random() < 0.15 ? { nudgesPerDay: 2, nudgesPerWeek: 7 } : {}),
    off: MESSAGE_KINDS.filter(() => random() < 0.03),
  };
}

function drawPreferences(random: Random): Preferences {
  const isDefaultQuiet = random() < 0.5;
  const usual = random() < 0.5;
  return {
    ...DEFAULT_PREFERENCES,
    ...(isDefaultQuiet ? {} : { quiet: drawQuiet(random), choseQuiet: true }),
    nudgesPerDay: usual ? DEFAULT_PREFERENCES.nudgesPerDay : oneOf(random, [0, 1, 2, 3]),
    nudgesPerWeek: usual ? DEFAULT_PREFERENCES.nudgesPerWeek : oneOf(random, [0, 1, 2, 3, 4, 5, 7, 14]),
    off: MESSAGE_KINDS.filter(() => random() < 0.07),
  };
}

/** Any at all, mostly over night, seldom none. */
function drawQuiet(random: Random): Preferences["quiet"] {
  const kind = random();
  if (kind < 0.1) return { from: 0, until: 0 };
  if (kind < 0.3) return { from: drawMinute(random, 0, 1439), until: drawMinute(random, 0, 1439) };
  return { from: drawMinute(random, 19 * 60, 23 * 60 + 59), until: drawMinute(random, 5 * 60, 10 * 60) };
}

function drawReminder(random: Random): number {
  return random() < 0.1 ? drawMinute(random, 0, 1439) : drawMinute(random, 6 * 60 + 30, 10 * 60);
}

/** Some fall silent once, a few for so long that they are said goodbye to. */
function drawSilences(random: Random, year: Year, isOrdinary: boolean): readonly Stretch[] {
  if (random() > (isOrdinary ? 0.3 : 0.6)) return [];
  const days = 4 * Math.exp(random() * Math.log(isOrdinary ? 40 : 60));
  const [from] = atRandom(random, year, 0, 1);
  return from === undefined ? [] : [{ from, to: new Date(from.getTime() + days * DAY_MS) }];
}

function drawMoves(random: Random, year: Year, home: string): readonly LifeEvent[] {
  if (random() > 0.3) return [];
  return atRandom(random, year, 1.5).flatMap((at): LifeEvent[] => {
    const back = new Date(at.getTime() + (0.2 + random() * 14) * DAY_MS);
    const away: LifeEvent = { at, kind: "moves", zone: oneOf(random, ZONES) };
    return random() < 0.2 ? [away] : [away, { at: back, kind: "moves", zone: home }];
  });
}

/** Each is the whole of what then holds, with a pause or without. */
function drawSettings(
  random: Random,
  year: Year,
  first: Preferences,
  isOrdinary: boolean,
): readonly LifeEvent[] {
  let now = first;
  return atRandom(random, year, isOrdinary ? 1 : 3).map((at): LifeEvent => {
    const pausedUntil = new Date(at.getTime() + (0.1 + random() * 20) * DAY_MS);
    const { joinsTrials } = first;
    now =
      isOrdinary || random() < 0.5 ? { ...now, pausedUntil } : { ...drawPreferences(random), joinsTrials };
    return { at, kind: "sets", preferences: now };
  });
}

/** Instants of the year, in order. */
function atRandom(random: Random, { from, days }: Year, mean: number, least = 0): readonly Date[] {
  const count = Math.max(least, drawPoisson(random, mean));
  return Array.from({ length: count }, () => new Date(from.getTime() + random() * days * DAY_MS)).sort(
    (one, other) => one.getTime() - other.getTime(),
  );
}

function drawMinute(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

function oneOf<T>(random: Random, list: readonly T[]): T {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new RangeError("nothing to draw from");
  return one;
}
