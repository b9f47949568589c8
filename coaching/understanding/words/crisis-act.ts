/**
 * An act that has happened or is happening, so that minutes count; written as in `crisis-explicit.ts`, and looked for only in what
 * sounds like a crisis anyway.
 */
const SUBSTANCE =
  "(?:pills?|tablets?|paracetamol|tylenol|ibuprofen|aspirin|xanax|valium|meds|medication|antidepressants?|painkillers?|insulin|" +
  "bleach|poison|antifreeze|overdose|od)";
const NOT_DONE =
  "(?<!\\b(?:not|never|almost|nearly|havent|havnt|didnt|wouldve|couldve|could have|would have) )";

export const ACTS: readonly string[] = [
  `${NOT_DONE}(?:took|taken|swallowed|downed|drank|drunk|ate|injected) (?:\\w+ ){0,6}${SUBSTANCE}`,
  `${NOT_DONE}(?:overdosed|overdosing|oding|odd)\\b`,
  `(?:just|already|now|ive|i have) ${NOT_DONE}(?:cut|slit|slashed|stabbed|shot|hanged|hung|poisoned|burned|burnt) (?:my(?:self| self)|me|my (?:\\w+ )?(?:wrists?|arms?|veins?|throat|thighs?|legs?|neck))`,
  "(?:cut|slit|slashed|stabbed) (?:my(?:self| self)|my (?:\\w+ )?(?:wrists?|arms?|veins?|throat|thighs?|legs?|neck)) (?:\\w+ ){0,3}(?:just now|right now|minutes? ago|hours? ago|and (?:its|it is|im|i am|there))",
  "(?:am|im|its|wont stop|cant stop|keeps) (?:the )?bleeding|blood everywhere|so much blood",
  "(?:am|im) (?:\\w+ )?(?:killing myself|hanging myself|cutting myself|ending it|doing it|about to jump|jumping)(?: (?:right )?now| tonight|$)",
  "(?:am|im) (?:(?:standing|sitting|already|up|here|now|out) ){0,3}(?:on|at) (?:the )?(?:edge (?:of )?)?(?:the |a )?(?:bridge|roof|ledge|tracks|cliff|platform)",
];

/** Says that it was long ago. */
export const LONG_AGO =
  "(?:last (?:week|month|year|spring|summer|autumn|fall|winter)|(?:weeks|months|years|ages|a (?:week|month|year)) ago|when i was|as a (?:kid|child|teen\\w*)|back then|once|in (?:19|20)\\d\\d|used to)";
