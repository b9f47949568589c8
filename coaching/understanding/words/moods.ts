import type { MoodWord } from "../frame.ts";

/** Phrases that say the mood by themselves, with their negations settled; longer ones are tried first. */
export const MOOD_PHRASES: readonly (readonly [MoodWord, string])[] = [
  [
    "very_good",
    "on top of the world|over the moon|on cloud nine|on cloud 9|best day ever|could not be better",
  ],
  ["very_good", "never (?:been |felt )?better|walking on air|feeling myself|living my best life"],
  [
    "good",
    "(?:can not|could not|no) complain(?:ts?|ing)?|nothing to complain about|in good spirits|in a good place",
  ],
  [
    "good",
    "not (?:too |so |that |half |at all |feeling |doing )?(?:bad|shabby)(?: at all)?|looking up|feel like myself",
  ],
  [
    "good",
    "better than (?:yesterday|usual|last week|expected|i thought)|(?:much |a bit |a lot |way )?better today",
  ],
  [
    "good",
    "no complaints|(?:feel|feeling|felt|doing|am|been)(?: \\p{L}+)? well|all good|going well|" +
      "doing well|feeling well|went well|feel well|am well|pretty well",
  ],
  [
    "neutral",
    "so so|neither good nor bad|neither (?:up|down) nor (?:up|down)|in the middle|middle of the road|in between",
  ],
  [
    "neutral",
    "nothing special|same as (?:always|usual|ever|yesterday)|same old|the usual|could be worse|not terrible",
  ],
  ["neutral", "not (?:awful|horrible|amazing|terrible)|nothing (?:to write home about|to report|much)"],
  [
    "neutral",
    "hanging in there|getting by|bog standard|just (?:ok|okay|fine|alright)|(?:ok|okay|alright) i guess|surviving",
  ],
  [
    "low",
    "not (?:too |so |that |very |really |feeling |doing |feeling too |feeling so |doing so |" +
      "doing too |all that |exactly )?(?:good|great|well|happy|hot|fine|okay|ok|alright|fantastic|" +
      "wonderful)",
  ],
  [
    "low",
    "not (?:my|the|a) (?:best|good|great)(?: day| one| mood)?|not in (?:a|the) (?:good|great|" +
      "best) (?:mood|place|way|headspace)",
  ],
  ["low", "been better|could be better|have felt better|had better days|down in the dumps|under the weather"],
  [
    "low",
    "feeling (?:a bit |a little |kind of |pretty )?(?:off|flat|blue|grey|heavy|under it|rubbish)|" +
      "(?:a (?:bit|little)|feel|feeling|bit) blue|out of sorts|bit off|bit meh",
  ],
  [
    "low",
    "worse than (?:yesterday|usual|last week)|not myself|no good|falling behind|could do better|" +
      "in a (?:bad|foul) (?:mood|place)",
  ],
  [
    "low",
    "(?:got|woke) up on the wrong side of (?:the )?bed|having a mare|hard time|struggling|" +
      "not (?:really )?feeling it|not my day|can not be (?:bothered|arsed)",
  ],
  [
    "very_low",
    "rock bottom|worst (?:day|week|mood|night)?(?: ever| in ages| so far)?|lowest (?:point|ever|" +
      "i have been)|in pieces",
  ],
  [
    "very_low",
    "at my lowest|the pits|like (?:absolute |total |utter )?(?:shit|shite|hell|death|garbage|rubbish|trash|crap)",
  ],
  [
    "very_low",
    "falling apart|could not be worse|total (?:mess|disaster|shit show|shitshow)|dumpster fire|never felt worse",
  ],
];

/** Single words, tried after the phrases. */
export const MOOD_WORDS: Readonly<Record<MoodWord, string>> = {
  very_good:
    "great amazing fantastic wonderful excellent awesome incredible brilliant superb perfect " +
    "ecstatic elated thrilled fab fabulous euphoric stellar phenomenal terrific marvelous " +
    "marvellous buzzing",
  good:
    "good nice happy positive cheerful decent upbeat chipper lovely better joyful pleasant glad " +
    "fun solid delighted smashing peachy dandy productive",
  neutral: "ok okay okayish fine alright neutral average normal mid middling mediocre middle medium whatever",
  low:
    "low down bad sad meh blah eh rough crap crappy rubbish poor gloomy glum lousy sucks sucky " +
    "sucked tough hard bleh ugh unhappy off flat mopey worse weepy teary tearful grim gross " +
    "pants bummed gutted upset difficult dull",
  very_low:
    "awful terrible horrible horrid dreadful miserable shit shite shitty abysmal atrocious " +
    "devastated depressed heartbroken hell hellish wretched worst broken crushed disastrous " +
    "diabolical",
};

/** One step away from the middle. */
export const STRONGER =
  "very|really|so|super|extremely|incredibly|absolutely|totally|mega|insanely|bloody|fucking|proper|dead|soo";
/** Leaves the word as it is. */
export const WEAKER =
  "pretty|quite|fairly|kind of|sort of|a bit|a little|somewhat|rather|bit|slightly|just|mostly|" +
  "generally|relatively";

/** Words that move a mood to the other side of the middle, with what each becomes. */
export const NEGATED: Readonly<Record<MoodWord, MoodWord>> = {
  very_good: "low",
  good: "low",
  neutral: "low",
  low: "neutral",
  very_low: "neutral",
};

/** Words with many other meanings: a mood only where something says so, or where they stand in a list. */
export const SHY_MOOD_WORDS: ReadonlySet<string> = new Set(
  (
    "fun solid perfect normal average mid middle medium hard tough flat gross mid fine off down " +
    "difficult poor low nice " +
    "pleasant positive neutral worst broken hell dull better worse decent grim sucks whatever productive pants hot"
  ).split(" "),
);
