/** A possible crisis told by what surrounds it alone; written as in `crisis-explicit.ts`. */
export const CIRCUMSTANCES: readonly string[] = [
  // Nobody would notice.
  "(?:nobody|naebody|no ?one|not one person|who) (?:would|wd|will|d) (?:even |ever )?(?:notice|know|care|mind|miss \\w+) if (?:i|a|ah) (?:wasnt|wisnae|werent|were not|was not|wis|stopped being|was no longer) (?:here|there|around|about|alive)(?= (?:anymore|any more|tomorrow|one day|at all|any longer)|$)",
  "(?:easier|better|simpler|lighter|fine) (?:\\w+ ){0,3}if (?:they|he|she|everyone|you all|we) (?:didnt|did not|never) (?:have|had) (?:me|to carry me|to look after me)",
  "(?:the world|everything|life|things) (?:\\w+ ){0,3}(?:better|fine|on) without (?:me|i) (?:in|on) (?:it|here)",
  // Wanting to be gone, and not found.
  "(?:disappear|dissapear|disapear|vanish|fade away|slip away)(?: \\w+){0,3} (?:and )?(?:not|never|dont|nobody|no ?one)(?: \\w+){0,3} (?:come back|be found|find me|look for me|come looking)(?! (?:from|to) (?:that|this|the|my|work)\\b)",
  "(?:off (?:button|switch)|power button|delete button|eject button) (?:on|for|in) (?:me|myself|my (?:life|head|brain|whole self))",
  "(?:wish|want|could|someone|somebody) (?:\\w+ ){0,4}(?:switch|turn|power|delete|uninstall) (?:myself|me) (?:off|from (?:life|the world))",
  // How to go; a way to a place, and one out of a contract, are none.
  "(?:painless|pain ?free|peaceful|gentlest|least painful)(?: (?:and|or|most|quick|easy|quickest|fastest|easiest|possible))* ways? (?:to go|to end things|out|of going)(?= (?:now|for good|for ever|forever|please)|$)",
  "(?:quickest|fastest|easiest|best|quick|easy|a|any) ways? (?:to go|to end things|out|of going) (?:painlessly|peacefully|without (?:any |the )?pain)",
  "(?:how|way|ways|want|wish|like) (?:\\w+ ){0,3}(?:go|leave|end things) (?:painlessly|peacefully|without (?:any |the )?pain|in my sleep)",
  // Not waking, and no tomorrow.
  "if i (?:just |could )?(?:went|go|fell|fall|drift\\w*) (?:off )?to sleep (?:\\w+ ){0,3}(?:and )?(?:that was (?:it|all|the end)|didnt wake|never woke|wouldnt wake)",
  "(?:not|never|dont|doubt|arent|isnt) (?:\\w+ )?(?:plan\\w*|expect\\w*|think\\w*|sure) (?:on |of )?(?:there (?:being|is|will be)|being|having|i get) (?:one|another|a tomorrow|a next|any more)",
  "(?:^|(?<=\\bi )|(?<=\\bim )|(?<=\\bi am ))(?:not (?:gonna|going to)|wont|dont (?:think i will|plan to|expect to)) (?:be )?(?:see|seeing|around for|here for|make it to) (?:the )?(?:new year|christmas|spring|summer|next (?:year|month|birthday)|my (?:next )?birthday)(?! (?:in (?:the|my|an?)|at|with|sales?|party|dinner)\\b)",
  "(?:done|finished|tired of|no more|stopped) fighting (?:to (?:stay|live|be here|exist)|every day|it anymore|anymore)",
  "(?:fight|fighting|struggle|battle) (?:just )?to (?:just )?(?:stay|be here|exist|keep breathing)(?! (?:awake|focused|on|in|calm|warm|within|under|positive)\\b)",
  "no (?:way|road|path|option|exit|choice)s? (?:is |are )?left (?:for me|to me)(?! (?:but|than)\\b)|only one way (?:is )?left",
  "(?:cannot|cant|could not|never) (?:show|face) (?:my )?(?:face|family|parents|anyone|them)(?: \\w+){0,4} (?:no way|only one|ever again|end)",
  // Words and things left to others.
  "tell (?:my )?(?:girls|boys|kids|children|son|daughter|mum|mom|dad|wife|husband|babies|family|them) (?:that )?i (?:did |really )?(?:try|tried|fought|held on|was sorry|am sorry)(?! (?:the|to|a|an|it|your|on|out|my (?!best)|that|for (?:being )?(?:late|missing))\\b)",
  "(?:gave|given|giving|handed|passed|left|signed) (?:my|the|our|away my) (?:dog|cat|pets?|guitar|piano|records|car|house|ring|watch|jewell?ery|savings|things|books|everything) (?:\\w+ ){1,5}(?:for keeps|for good)",
  "(?:sorted|settled|decided|arranged|wrote down|found out) who (?:gets|takes|will take|looks after|will have) (?:the|my) (?:cats?|dogs?|pets?|animals?|things|kids|children)(?! (?:for|on|over|during|while|when) (?:the |my |our |we |im )?(?:holidays?|weekend|trip|vacation|week|day|night|christmas|away|travel\\w*|work)\\b)",
  // Hurting oneself, and hiding it.
  "(?:been|back) at (?:my|the) (?:thighs?|arms?|wrists?|legs?|skin|hips|stomach) again",
  "long sleeves? (?:\\w+ ){0,6}(?:so|hid\\w*|cover\\w*)(?: \\w+){0,8} (?:see my arms|cuts?|scars?|marks|what i did|my wrists?)",
  // In danger from somebody.
  "(?:showed|pointed|waved|held|put) (?:me |at me )?(?:the|a|his|her) (?:knife|gun|blade) (?:\\w+ ){0,6}(?:me|next time|throat|not only|told)",
  "(?:ex|husband|boyfriend|wife|partner|he|she|hes|shes|man|stalker) (?:\\w+ ){0,4}(?:outside|at|broke into|got into|found) (?:the |my |our )?(?:house|flat|door|window|home|work)(?: \\w+){0,8} (?:order|police|afraid|scared|threat\\w*|kids are here|kill|knife|gun)",
];
