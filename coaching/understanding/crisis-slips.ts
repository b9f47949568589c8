/**
 * Text-speak, and two neighbouring letters swapped, in the alarm's own words. What a swap would make another word of is left
 * alone.
 */
const WORDS =
  "want just cant wont nobody would everyone anymore another living alive being tired ending thinking without forever " +
  "tonight really exist wake again tomorrow life goodbye myself suicide happy hurting family understand about sleep";
const OTHER_WORDS = new Set(["juts", "lief", "tried", "exits"]);

const swapped = new Map<string, string>();
for (const word of WORDS.split(" "))
  for (let at = 0; at + 1 < word.length; at++) {
    const slip = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
    if (slip !== word && !OTHER_WORDS.has(slip) && !WORDS.split(" ").includes(slip)) swapped.set(slip, word);
  }

/** A word with two neighbouring letters swapped, as it was meant; any other word as it is. */
export function withoutSwap(word: string): string {
  return swapped.get(word) ?? word;
}

/** Text-speak over plain words, as pairs of what to look for and what it says. */
export const TEXT_SPEAK: readonly (readonly [RegExp, string])[] = [
  [/\b(?:2nite|2night|2nit|tonite|tnite|tnght|2nyt)\b/gu, "tonight"],
  [/\b(?:2day|tday)\b/gu, "today"],
  [/\b(?:2moro|2morro|2morrow|tmrw|tmrow|tomoz|2mrw|tmw)\b/gu, "tomorrow"],
  [/\b(?:evry1|evry ?one|evrybody|every 1)\b/gu, "everyone"],
  [/\b(?:wud|wuld|wld)\b/gu, "would"],
  [/\b(?:smth|sumthing|somthing|smthing)\b/gu, "something"],
  [/\b(?:xmas|crimbo)\b/gu, "christmas"],
  [/\b(?:nite|nyt)\b/gu, "night"],
  [/\b(think|end|liv|be|try|feel|dy|wak|fight|hurt|kill|wish|bleed|exist|breath|leav)in\b/gu, "$1ing"],
  [/(?<=\b(?:to|would|d|will|ll|not|never|wont|cant|just) )b\b/gu, "be"],
  [/\b4(?= (?:me|you|ever|good|tonight|real|everyone|life|them)\b)/gu, "for"],
  [
    /(?<=\b(?:make it|made it|happens|happened|close|reason|reasons|easier|nothing|back|talk|over) )2\b/gu,
    "to",
  ],
  [/(?<=\b(?:done|ok|okay|fine|tired) )w(?= )/gu, "with"],
  [/\b(?:dissapear|disapear|dissappear|dissapeer)/gu, "disappear"],
  [/\b(?:burdon|burdan|burdin)\b/gu, "burden"],
  [/\b(?:gudbye|goodby|gudby|gbye)\b/gu, "goodbye"],
  [/\b(?:forevr|4ever|4eva|foreva)\b/gu, "forever"],
  [/\b(?:thnking|thinkng|thinkin)\b/gu, "thinking"],
  [/\b(?:endng|ednig|endin)\b/gu, "ending"],
  [/\b(?:leter|lettr)\b/gu, "letter"],
  [/\b(?:scard|scaird)\b/gu, "scared"],
  [/\bhitt\b/gu, "hit"],
  [/(?<=\b(?:is|its|be|all|life) )ovr\b/gu, "over"],
];
