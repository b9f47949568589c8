/**
 * What was once, and is over: pieces over plain words, as in `crisis-explicit.ts`. A clause of the past is set aside where the
 * message says that all is well now, and nothing in it speaks of the present: see `withoutPast` in `crisis-past-told.ts`.
 */
const COUNT =
  "(?:\\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|many|several|some|a few|a couple of)";

/** A clause that tells of the past. */
export const PAST =
  `(?:used to|back then|as a (?:teenager|teen|kid|child|student)|in my (?:teens|teenage years|(?:early |late )?twenties)|` +
  `when i was (?:a |in |at |still |much )*(?:teen\\w*|kid|child|young\\w*|little|school|uni|\\w+teen|\\d\\d)|` +
  `${COUNT} (?:whole |long )?(?:years|months|decades|yrs|year|decade) (?:ago|since|clean of|free of)|` +
  `(?:a|one) year (?:today )?since|after (?:the|my) (?:first|second|third|last) (?:baby|birth|child))`;

/** That it is over, or how well it is now. */
export const WELL =
  "(?:(?:long |all |fully )?healed|recovered|got (?:help|treated|treatment|better|through it)|in remission|been well since|which is progress|" +
  "(?:feel|feeling|im|i am|i was|felt|am) (?:so |really |very |quite |just |much )*(?:well|strong|proud|grateful|glad|fine now|ok now|okay now|happy|better now)|" +
  "so (?:far|glad|grateful) (?:from|to be|im|i)|(?:today|now) im planning (?:my|a|our)|glad (?:im|i am|i) (?:still )?(?:here|stayed|did|alive))";

/** The past that comes back, or a present beside it: then all counts as it stands. */
export const PRESENT =
  "(?:again|back(?! then)|returned?|returning|still|lately|recently|tonight|these days|nowadays|never (?:really |quite )?(?:left|stopped|went|healed|got)|" +
  "relaps\\w*|urges?|tempt\\w*|miss (?:it|the)|every (?:day|night|week)|same (?:thoughts?|feelings?|place|voice)|the thoughts|" +
  "(?:not|dont|isnt|arent|wasnt|didnt|never|no longer|cant) (?:\\w+ ){0,2}(?:well|better|healed|recovered|strong|happy|glad|help|help me)|" +
  "but(?! (?:i was|im|i am|i feel) (?:so |really )?(?:proud|glad|happy|well|strong|fine)\\b)|except|until|almost|nearly|close to|wish|if only|" +
  "(?:now|today|but|and) (?:i|im|its|it|ive) (?:\\w+ )?(?:want|wants|wish|cant|dont|need|hate|thinking|going|ready|done|tired|back|starting|worse)|" +
  "i (?:really |just |still |only |do )?(?:want|wish|cant|dont want|need|hate|deserve|plan|keep|might)|im (?:going|ready|done|tired|thinking|back|starting|scared|afraid|suicidal|close|at)|" +
  "anniversary|for the last time|soon|deci(?:ded|sion)|arranged|peace|peaceful|calm|goodbyes?|letters?|finally|my mind|sorted|in order|alone|empty|numb|hopeless|pointless|pills|rope|gun|blade|razor)";
