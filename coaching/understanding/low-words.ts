/**
 * Grief and ordinary low words, as people say them: "my dog died last week", "nothing seems fun lately", "feeling a bit empty today".
 * What comes near a crisis is heard before this and elsewhere.
 */
const LOW: readonly RegExp[] = [
  /\b(?:died|passed away|funeral|grief|griev(?:e|ing)|mourning|heart ?broken|miscarriage)\b/i,
  /\blost my (?:mum|mom|mother|dad|father|gran\w*|nan|wife|husband|partner|son|daughter|child|baby|brother|sister|friend|best friend|dog|cat|pet|job)\b/i,
  /\b(?:broke up|split up|dumped me|left me|getting divorced|cried|crying|in tears)\b/i,
  /\b(?:lonely|alone|empty|numb|hollow|flat|down|sad|gloomy|miserable|blue|lost|low)\b.{0,20}\b(?:today|lately|tonight|now|recently|again|inside|this (?:week|morning|evening)|these days)\b/i,
  /\b(?:feel|feeling|felt|i'm|i’m|i am|been) (?:(?:a bit|a little|so|very|really|quite|kind of|rather|pretty|just) )*(?:lonely|alone|empty|numb|hollow|flat|down|sad|gloomy|miserable|blue|lost)\b/i,
  /\bnothing (?:seems?|feels?|is|sounds?) (?:(?:any|much|very|really) )?(?:fun|good|nice|interesting|worth it)\b|\bno (?:fun|joy) in anything\b/i,
  /\bi miss (?:him|her|them|my)\b/i,
];

/** Whether a text that has no other reading tells of something sad. */
export function soundsLow(text: string): boolean {
  return LOW.some((words) => words.test(text));
}
