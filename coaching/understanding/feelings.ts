import { lexiconOf, type Mention, mentionsOf } from "./lexicon.ts";
import { pattern } from "./pattern.ts";
import { FACE_CONTEXTS, FACE_EMOTIONS } from "./words/faces.ts";
import { CONTEXTS, EMOTIONS } from "./words/feelings.ts";

const emotions = lexiconOf(EMOTIONS);
const contexts = lexiconOf(CONTEXTS);

const DENIED = pattern(
  "u",
  String.raw`\b(?:not|no|less|without|never|isn't|hardly|nor|no longer|barely)(?: (?:so|that|too|really|`,
  "very|as|feeling|a|any|at all|much|particularly|more))* $",
);
/** Emotions whose word has other meanings: only as a feeling or in a list. */
const SHY_EMOTIONS = new Set([
  "content",
  "chill",
  "spent",
  "loved",
  "proud",
  "numb",
  "alone",
  "moody",
  "fried",
  "lazy",
  "worry",
  "worries",
  "relief",
  "driven",
  "silly",
  "nerves",
  "productive",
  "boring",
  "shame",
  "guilt",
  "satisfied",
  "burned",
  "motivated",
  "focused",
  "inspired",
  "exciting",
  "annoying",
  "alone",
  "blessed",
  "confused",
  "let down",
]);
/** Contexts whose word has other meanings. */
const SHY_CONTEXTS = new Set([
  "home",
  "run",
  "walk",
  "holidays",
  "class",
  "date",
  "drinks",
  "wine",
  "beers",
  "period",
  "rent",
  "bills",
  "broke",
  "doctor",
  "hospital",
  "dentist",
  "social",
  "mate",
  "kid",
  "flight",
  "client",
  "health",
  "money",
  "party",
  "news",
  "holiday",
  "rain",
]);
const AS_FEELING = pattern(
  "u",
  String.raw`(?:^|[,.;:&+/!·-] ?|\b(?:feel|feeling|felt|feels|am|and|so|very|bit|little|really|super|too|`,
  "but|just|totally|mostly|quite|pretty|kind of|sort of|been|still|also|plus|some|of|extremely|",
  "slightly|yet|day|mood|was|is|all|more|now|today|from|with) )$",
);
const AS_CONTEXT = pattern(
  "u",
  String.raw`\b(?:after|at|from|because|because of|about|with|due to|during|in|on|for|before|my|the|a|by|`,
  "of|and|post|over|to|long|big|bad|good|had|having|thanks to|went|no|lots|visiting|",
  "morning) (?:my |the |a |some |long |big |bad |good )*$|[,.;:#·] ?$|^$",
);

/** Emotions the person names, in order, without the ones they deny. */
export function readEmotions(flat: string): Mention[] {
  const named = mentionsOf(emotions, flat).filter(({ form, start, end }) => {
    const before = flat.slice(0, start);
    if (
      DENIED.test(before) ||
      /^ (?:about nothing|free)\b/u.test(flat.slice(end)) ||
      (form === "afraid" && !/^ (?:of|to|that|about)\b/u.test(flat.slice(end)))
    )
      return false;
    return !SHY_EMOTIONS.has(form) || AS_FEELING.test(before);
  });
  return unique([...named, ...facesOf(FACE_EMOTIONS, flat)]);
}

/** Contexts the person names: work, family, travel. */
export function readContexts(flat: string): Mention[] {
  const named = mentionsOf(contexts, flat).filter(({ form, start, end }) => {
    const before = flat.slice(0, start);
    if (/^ (?:out|in progress)\b/u.test(flat.slice(end)) && form === "work") return false;
    if (
      /\b(?:no|not|without|not about|needs?|want|could use|wish for|deserve) (?:any |a |some |my )*$/u.test(
        before,
      )
    )
      return false;
    return !SHY_CONTEXTS.has(form) || AS_CONTEXT.test(before);
  });
  return unique([...named, ...facesOf(FACE_CONTEXTS, flat)]);
}

function facesOf(table: Readonly<Record<string, string>>, flat: string): Mention[] {
  return Object.entries(table).flatMap(([face, name]) => {
    const start = flat.indexOf(face);
    return start < 0 ? [] : [{ name, form: face, start, end: start + face.length }];
  });
}

function unique(mentions: readonly Mention[]): Mention[] {
  const sorted = [...mentions].sort((one, other) => one.start - other.start);
  return sorted.filter((mention, index) => sorted.findIndex(({ name }) => name === mention.name) === index);
}
