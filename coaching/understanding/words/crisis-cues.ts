import { ABSENT, BAD_FOR_OTHERS, BYE, EVERYDAY, FOR_GOOD, PEOPLE, RELIEF } from "./crisis-cue-words.ts";

/**
 * Meanings rather than sentences: a message is a possible crisis where every cue of one row is in it, near each other,
 * in whatever order and words between. Rows catch what no phrase list foresees; each names what speaks against it.
 *
 * Short pieces over plain words, as in `crisis-explicit.ts`, without gaps of their own.
 */
export type CueRow = { readonly all: readonly string[]; readonly not?: string };

/** Being a burden, leaving, putting affairs in order. */
export const LEAVING_CUES: readonly CueRow[] = [
  // burden
  {
    all: [PEOPLE, RELIEF, ABSENT],
    not: "at work|phone|app|subscription|budget|rent|shift|holiday|meeting|today off",
  },
  {
    all: [
      `(?:feel like im|im|i am|feel like|just|such|nothing but|only|cause|i) (?:just |a |such |like |nothing |only |the )*(?:${BAD_FOR_OTHERS})`,
      `${PEOPLE}|those i love|the people i love`,
    ],
    not: "bill|phone|tax|wallet|bank|budget|battery|app",
  },
  {
    all: [
      "deserves? (?:someone|somebody|better|more) (?:who isnt|than|else|that isnt)?",
      "wife|husband|kids|partner|family|they|children|boyfriend|girlfriend|everyone",
      "me|alone|this",
    ],
    not: "raise|pay|salary|team|season|win|break",
  },
  {
    all: [
      `(?:${PEOPLE}|mates?|boyfriend|girlfriend|colleagues) (?:\\w+ )?(?:would|wouldnt|wont|will|d|probably|d all|would all) (?:\\w+ ){0,2}(?:notice|move on|be relieved|forget|get over|be sad|cry|celebrate|sigh with relief|be glad|be better|manage|adapt|be fine)`,
      `relieved|relief|notice|within|quickly|in a (?:week|month|day)|forget|glad|me|long|eventually|move on`,
    ],
    not: `${EVERYDAY}|charge|charges|fee|haircut|difference|voucher|if we|with a|more money|price`,
  },
  {
    all: [
      "(?:im|i am) the (?:reason|problem|cause)",
      PEOPLE,
      "miserable|unhappy|sad|suffering|stressed|struggling|fight|fighting|broke|pain|tired|need that",
    ],
    not: "lol|haha",
  },
  {
    all: [
      "(?:with|without) me in it|one (?:less|fewer) (?:person|mouth|problem)|a (?:house|world|family|life) without me",
      "happier|better|picture|see|imagine|easier|version|future|dont|cant|peaceful|go on",
    ],
    not: "plan|netflix|dinner|table|bill|photo",
  },
  {
    all: [
      "(?:wont|not|not going to|never) be (?:a |your |anyones |their )?(?:problem|burden|bother|worry|trouble)",
      "anymore|much longer|soon|to anyone|for anyone|after|again|anyone",
    ],
    not: EVERYDAY,
  },
  // farewell
  {
    all: [
      "last (?:youll|you will|anyone will|theyll|you) (?:ever )?hear (?:from|of) me|goodbye (?:gifts?|presents?|letters?|videos?|notes?|texts?|calls?)|(?:write|say|put) in the note|(?:gather|saying|said|say) my (?:last )?goodbyes|my last (?:meal|walk|sunrise|sunset|supper|wish|words|letter)|how long (?:it would take |before |until |till |would it take )(?:\\w+ ){0,3}(?:notice|notices|noticed|find|finds|found)",
    ],
    not: "office|colleague|teacher|coworker|leaving party|charge|refund",
  },
  {
    all: [
      "tell (?:my )?\\w+ (?:that )?(?:he|she|they) can (?:have|keep)|can (?:have|keep) (?:all )?my (?:room|car|stuff|things|guitar|clothes|money|bike|books|ring|dog|cat)|(?:made|making|make) arrangements for|packing up my life",
    ],
    not: "while|until|weekend|holiday|vacation|trip|travel|flight",
  },
  {
    all: [BYE, FOR_GOOD],
    not: `${EVERYDAY}|tomorrow|later|money|paycheck|october|november|december|summer|weekend|late`,
  },
  {
    all: [
      "(?:wont|not going to|will not) be (?:checking in|writing|replying|answering|logging|back)",
      "again|anymore|thank you|thanks|goodbye|sorry|ever",
    ],
    not: "week|holiday|vacation|trip|until|work|tomorrow",
  },
  {
    all: [
      "whoever (?:finds|reads|gets)|note on the (?:table|kitchen|fridge|bed)|left a note",
      "sorry|finds|for them|for her|for him|for my|kitchen table|explaining|explains",
    ],
    not: `${EVERYDAY}|my (?:boss|manager|supervisor|tutor|teacher)`,
  },
  {
    all: [
      "sorry (?:for|about) (?:everything|all (?:of it|the|i)|what i (?:did|put))",
      "all|everyone|mum|mom|kids|them|you",
    ],
    not: EVERYDAY,
  },
  // affairs
  {
    all: [
      "when|once|after|if|for",
      "im (?:no longer|not) (?:around|here|alive)|i die|im dead|im gone|the funeral|my funeral",
      "sorted|written|wrote|gave|give|moved|updated|who gets|left|savings|everything|accounts?|handle|needs? it|know where|passwords|letter|instructions|covered",
    ],
    not: "cinema|concert|holiday|vacation|trip",
  },
  {
    all: [
      "gave|given|giving|sold|rehomed|deleted|moved|transferred|signed over|cancelled|sorted|handed",
      "everything|all my|all of it|furniture|cats?|dogs?|savings|accounts|belongings|keys",
      "wont (?:be )?need\\w*|where i go|where im going|doesnt matter(?: anymore)?|no longer matters?|last loose end|goodbyes?|funeral|handle it after|remember me|not coming back|and then nothing|no use to me",
    ],
    not: "new flat|new house|moving|ikea|vacation|holiday",
  },
  {
    all: [
      "(?:so|for) (?:my \\w+|she|he|they|the \\w+)",
      "(?:handle|deal with|manage|find|have|know|sort)(?: \\w+){0,3} after(?:wards)?$|after i go$",
    ],
  },
];
