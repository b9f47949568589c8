/**
 * Disclosures in plain words, in the words of a second language and in text-speak, often too short for the weights. Read as
 * possible; written as in `crisis-explicit.ts`.
 */
const SEASON = "(?:winter|spring|summer|autumn|christmas|easter|new year|birthday)";
const NOT_WORK =
  "(?! (?:at|on (?:\\w+ ){0,2}(?:hours?|coffee)|in (?:this|the|my)|for (?:work|the)|late|until|till|early|with the)\\b)";
const HARMED =
  "(?:daughters?|sons?|sisters?|brothers?|flatmates?|roommates?|friends?|wifes?|husbands?|kids?|mums?|moms?|dads?)";

/** Not of a small thing, but of everything. */
const OF_ALL: readonly string[] = [
  "(?:quit|give up|giving up|given up|want out|done|leaving|resign\\w*|tired|finished|cancell?ing) not (?:of |on |with |from |about |in )?(?:\\w+ ){1,4}?(?:but |just )?(?:of |on |with |from |to )?(?:living|life|everything|all of (?:it|this)|the whole (?:thing|lot)|existing|being (?:here|alive|me))",
  "(?:resign\\w*|retire|unsubscribe|unsubscribing|log(?:ging)? out|sign(?:ing)? out|check(?:ing)? out|opt(?:ing)? out|cancel) (?:\\w+ ){0,3}(?:of|from|to) (?:life|living|existence|existing|being (?:alive|(?:a )?human|a person|me))(?! (?:admin|insurance|drawing|coach\\w*|magazine|membership)\\b)",
  "done applying to be a person|(?:tired|done|bored) (?:of|with) (?:surviving|being here at all)",
  "cant be (?:bothered|arsed) (?:with )?(?:existing|living|being (?:alive|here)|to (?:exist|live|be alive))|cba (?:existing|living|being alive|to exist|to live)(?! (?:with|in|without|at|near)\\b)|cba with life",
  "not one more day$|no more (?:anything|days|mornings|tomorrows|me) after (?:tonight|today|this)",
  "(?:i )?want to not (?:exist|be (?:here|alive|anymore)|live|wake up(?! (?:at|early|so|to)\\b)|be$|be thats all)",
  "why (?:should|would|do) i (?:keep (?:living|existing|going)|go on living|exist|stay alive|be alive)|dont see why i should (?:be (?:here|alive)|live|exist|wake up|stay alive|go on(?! (?:holiday|a|the|with|to|about)\\b))",
  "(?:cant|couldnt) find (?:a |one |any )?(?:single |good )?reasons? to (?:stay|live|be here|go on|carry on|wake up)",
  "(?:existence|existing|being (?:alive|here)) (?:is|feels|seems|was) (?:\\w+ )?(?:selfish|an? (?:\\w+ )?(?:expense|mistake|burden|waste|cost|chore i))(?! of (?:time|money) )",
  "(?:apologi[sz]\\w+|sorry|apology) for (?:existing|being (?:alive|born)|still being (?:here|alive))(?! (?:late|early|so|at|on)\\b)",
  "will to live (?:is )?(?:0|zero|none|gone|nil)\\b|what do i (?:even )?wake up for|giving life (?:till|until|one more)|(?:deadline|end date|expiry date) for (?:being alive|my life|living)|just have an end date",
  "(?:only thing im good for|only asset i have)(?: \\w+){0,4} insurance",
  "i(?:ve| have)? outlived my (?:use|usefulness|purpose)|lived too long",
];

/** Not glad to be alive. */
const STILL_HERE: readonly string[] = [
  `(?:still |im )(?:here|alive|breathing) (?:sadly|unfortunately|regrettably|but not by choice|not by choice)${NOT_WORK}`,
  `unfortunately (?:im |i am |i )?(?:still )?(?:alive|breathing|still here)${NOT_WORK}`,
  "(?:wish|wished|wishing) (?:that )?i hadnt (?:woken|woke|opened my eyes|survived|been (?:found|saved|born|revived))(?! (?:up )?(?:so|at|early|late)\\b)",
  "(?:wish|wished) (?:that )?(?:the |that )?(?:car|bus|truck|crash|accident|lorry|train|fall|overdose|fever|virus) (?:had |would have |had just )(?:killed|hit|taken|finished) me",
  "woke up (?:and )?(?:i )?(?:was|felt|am|feel) (?:\\w+ )?(?:sorry|disappointed|gutted|cross) (?:about it|that i (?:did|had|woke)|i (?:did|had|woke)|to (?:be (?:alive|here)|have woken))",
  "(?:disappointed|sorry|gutted|annoyed|sad) (?:that )?i (?:woke up|survived|didnt die|am still (?:here|alive)|lived)(?! (?:at|so|early|late|before|with)\\b)|(?:the )?only one disappointed when we landed",
  "(?:the )?(?:ambulance|paramedics?) (?:shouldnt|should not|should never) have (?:come(?! (?:down|up|by|through|past|with))|saved|found|revived|bothered)",
  "(?:hoping|hope|hoped|praying|pray|wish|wishing) (?:that )?(?:covid|the (?:flu|fever|virus|cancer|infection)|cancer|death|this thing) (?:will |would |just |finally )*(?:takes|take|kills|kill|finishes|finish) me",
  "(?:god|the lord|death|jesus|allah) (?:will |would |to |please |just )*(?:take|takes|taking|fetch|fetches|fetching) me(?! (?:to|on|for|through|back|seriously)\\b)",
  "pray\\w* (?:\\w+ ){0,3}i (?:will |do |would |can )?(?:not|never|dont|wont) (?:\\w+ )?(?:open|wake)|(?:ask|beg|pray|hope)\\w* (?:\\w+ ){0,3}god (?:\\w+ ){0,2}forgets? to wake me",
  "(?:jealous|envious) of (?:\\w+ ){0,3}(?:the dead|dead people|people in the obituaries|obituaries|corpses?)|(?:envy|envied|trade places with|swap places with) (?:\\w+ ){0,2}the dead",
  "(?:hop\\w+|wish\\w*) (?:its|it was|it is|that was|tonight is|this is) the last (?:time i|night i)|(?:go|going|went) to bed hoping (?:its|it is|it was|thats) the last(?: time| one| night)?$",
  "(?:wish|wishes|wished) (?:they|he|she) (?:were|was) dead|(?:want|wish|ready|like) to be (?:hit|run over|crushed) by (?:a|the) (?:train|bus|car|lorry|truck|tram)",
  "(?:want|ready|rather|wish i was|wish i were|like) (?:to )?(?:\\w+ ){0,2}(?:be )?six (?:feet|foot|ft) under",
  "(?:keep seeing|see|saw|picture|picturing|imagine|imagining) myself dead",
];

/** That there will be no later. */
const NO_LATER: readonly string[] = [
  "(?:no|without|any) intention of (?:being|living|staying|remaining|seeing|going on)(?! (?:late|up|at (?:work|the)|over|in touch)\\b) ?(?:anywhere|here|alive|around|there (?:by|next)|past|beyond|it|next|by|$)",
  "(?:dont|do not|didnt|never|not) (?:\\w+ )?(?:plan|intend|mean|expect|planning|intending|planned|intended) (?:to|on) (?:\\w+ ){0,2}(?:be(?:ing)? (?:anywhere|reachable|alive|on this earth)|see(?:ing)? (?:june|july|may|april|march|spring|summer|easter|christmas|the new year|next year)\\b|exist)(?! (?:by (?:car|train)|sales?|in (?:spain|the)|on time)\\b)",
  "(?:resolve|wish|will|desire|reason|inclination) to (?:remain|stay|keep|go on) (?:living|alive) (?:\\w+ ){0,5}(?:lapsed|gone|lost|left me|faded|run out|ran out)|no longer (?:\\w+ ){0,3}(?:my (?:own |continued )+(?:existence|survival|life))|no longer take an interest in (?:\\w+ ){0,3}my (?:health|life)",
  "(?:prospect|thought|idea) of my own death (?:\\w+ ){0,4}(?:convenient|pleas\\w+|comfort\\w*|welcome|appealing|relief|soothing)",
  "dead (?:men|man|people) (?:dont|wont|cant|doesnt|do not) (?:\\w+ )?(?:pay|need|have bills|owe|spend|budget)",
  `(?:ill be |i will be |ill be long |always knew id be )dead (?:by|before) (?:next )?(?:${SEASON}|thirty|forty|fifty|then)(?! (?:at this|if|lol)\\b)`,
  `(?:this|it) (?:is|will be|would be) my (?:final|last) (?:ever )?(?:winter|autumn|spring|summer|birthday)(?! (?:in|at|of|as|with|before|here|on|without|job|sale)\\b)`,
  "(?:ill|i will|i hope to|hope to) be (?:just |only )?a (?:\\w+ )?memory(?! (?:stick|card|champion|test)\\b)",
  "matters? where (?:im|i am|ill be) (?:headed|going)(?! (?:on|in|for|to|tomorrow|next)\\b)",
  "(?:dont|wont|not going to) need (?:\\w+ ){1,3}where? (?:im|i am) going(?! (?:on|in|to|tomorrow|next|this|for)\\b)",
  "(?:rather|sooner) (?:she|he|my wife|my husband) (?:was|were|be|became) a widow(?:er)?|to my widow(?! s )",
  "(?:no ?one|nobody) (?:would|will|d) (?:even )?(?:cry|mourn|grieve|weep|look for me)$",
  "(?:funeral|cremation|burial|coffin)(?: \\w+){0,3} (?:mine$|asking for me$)",
];

/** Ways, means and what was tried. */
const MEANS: readonly string[] = [
  "i (?:have )?tried (?:again )?(?:last night|yesterday|tonight|today|this morning|on \\w+day) (?:but |and )?(?:the|my) (?:rope|belt|cord|branch|rail|hook|beam) (?:broke|snapped|gave way|didnt hold)",
  "i (?:have )?attempted (?:again )?(?:yesterday|last night|last week|on \\w+day)(?! (?:to|a|the|my|it)\\b)",
  "practi[cs](?:ed|ing) (?:tying )?(?:the|a|my) (?:knot|noose)(?! (?:for|at|in|on|with)\\b)",
  "(?:the |his |my |dads )?guns? (?:is |s )?loaded|loaded (?:the|my|his|dads) (?:gun|rifle|pistol|shotgun)(?! (?:in (?:the )?game|for (?:the )?range)\\b)",
  "(?:is|does|would) (?:carbon monoxide|drowning|hanging|hypothermia|bleeding out|an overdose|freezing to death|helium|suffocation) (?:\\w+ ){0,2}(?:painful|painless|hurt|quick|fast|peaceful)",
  "(?:best|right|good|enough) (?:height|bridge|building|roof) to jump (?:from|off)(?! (?:into|with|for|in)\\b)|high enough to (?:die|kill|end)",
  "(?:sitting|lying|laying|lay|stood|standing|im|am|sat) (?:down )?on the (?:train |railway )?(?:tracks|rails)\\b(?! of\\b)|wrong side of the (?:railings?|barrier|parapet)",
  "worked out (?:the|my) (?:lethal )?dose(?:$| (?:and|i|its|it|now|tonight)\\b)",
  "tonight i (?:will |ll |am going to |going to )?(?:take|swallow|drink) (?:them )?(?:all|it all|everything|the lot)(?! (?:the|my|of my vitamins|home|out|with)\\b)",
  "(?:call|get|need|send|help) (?:\\w+ ){0,6}i (?:took|have taken|swallowed) (?:something|too much|everything)(?! (?:out|back|to|off|from|home)\\b)|tonight i (?:will |ll |am going to |going to )?(?:end|finish) it(?! (?:with|early|at)\\b)|scared (?:that )?(?:i|ill|i will|i might|im going to) do something$",
  "(?:go|going|get|getting) under (?:a|the) (?:train|bus|lorry|truck|tram)\\b|(?:thought|thoughts|think|thinking|urge|want|wanted|imagin\\w+) (?:about |of |to )?(?:stepping|step|jumping|jump|walking|walk) in front of (?:it|one)\\b|what if i (?:just )?(?:jumped|stepped off|let go of the wheel)(?! (?:to|ahead|in|on|ship|into)\\b)",
  "(?:looked|looking|staring|stared) at (?:the|my|that) (?:rope|noose|beams)(?! (?:bridge|swing|course|for)\\b)|have a method and|least (?:messy|painful) way(?! to (?:tell|pay|cancel|break|get|move|clean|leave|quit)\\b)",
  "(?:before|since|as before) my attempt(?! (?:at|to|on)\\b)|pumped my stomach|lied to the crisis team|woke up in (?:the )?(?:hospital|a e|er|icu)(?: \\w+){0,6} (?:didnt work|still here|failed|survived)",
  "(?:voices|voice) (?:\\w+ ){0,2}(?:say|says|saying|tell me to|telling me to) (?:to )?(?:do it|jump|die)|(?:head|mind) (?:\\w+ ){0,4}(?:says?|saying) (?:\\w+ ){0,3}(?:finish it|end it|do it do it|(?:you )?should be dead)",
  "rip me soon|(?:i|ill|just) (?:want to |wanna )?alt f ?4 (?:my )?life|irl alt f ?4",
  "game over for me no respawn|(?:want|wish) (?:to get )?off this ride",
  "(?:please )?just let me go$",
  "dont trust me (?:tonight|alone|right now|with (?:the |my )?(?:pills|knives|meds|razors?))",
  "(?:dont|not) want to be found (?:in|like|by|wearing)(?! (?:the (?:office|game|park)|time)\\b)|carry on without me unbothered",
];

/** Hurting oneself. */
const HURT: readonly string[] = [
  "^(?:i )?cut again(?! (?:at|by|from|the|to|off|back|down)\\b)|(?:^|i )(?:shd|sh) (?:again|last night|tonight|today|yesterday)|relapsed (?:on |with |into )?sh",
  "(?:passive|active|having|been having|bad|have) si(?: (?:again|all day|today|thoughts))|passive si|having si$|sui (?:thoughts?|ideation|again)|idw(?:2|t)b (?:alive|here)|idwtl|idwtlive",
  "(?:hand|arm|fingers?|wrist|leg) (?:on|in|into|against) the (?:hob|stove|oven|iron|heater|flame|boiling water) on purpose|made (?:\\w+ )?cuts (?:in|on) my (?:hands?|arms?|legs?|wrists?|thighs?|skin)",
  "(?:days|weeks|months|years) without (?:cutting|hurting myself|self harm\\w*) and (?:im|i) (?:about to|going to|want|might|cant|am about)",
  "places? (?:left )?to (?:cut|burn)$|running out of (?:skin|places) to (?:cut|burn|hide)",
  "(?:carv(?:ed|ing|e)|burnt|burned|etched|scratched) (?:\\w+ ){1,6}into my (?:leg|arm|thigh|skin|wrist|stomach|forearm|belly)|carv(?:ed|ing|e) (?:\\w+ ){1,6}on my (?:leg|arm|thigh|skin|wrist|stomach|forearm)",
  "(?:opened|split|sliced) (?:up )?my (?:arms?|leg|thigh|wrists?|skin) (?:up|open)(?! (?:on|at|when|playing|by|falling|accident\\w*)\\b)",
  "punish\\w* (?:myself|my body)(?! (?:at|in|on|with|for (?:the|eating))\\b)",
  "(?:did|done) (?:it|the thing|that thing) to my (?:arms?|legs?|thighs?|wrists?|skin) again",
];

/** In danger from somebody, or worried about somebody. */
const OTHERS_TOO: readonly string[] = [
  "(?:he|she|husband|wife|boyfriend|girlfriend|partner|ex|dad|mum|mom|stepdad|stepmum) (?:has )?(?:broke|broken|fractured) my (?:finger|arm|nose|wrist|ribs?|jaw|hand|cheekbone)(?! (?:\\w+ ){0,4}(?:football|rugby|training|sparring|match|judo|boxing|accident\\w*|tennis|skiing|basketball)\\b)",
  "(?:he|she|husband|wife|boyfriend|girlfriend|partner|ex|dad)(?: \\w+){0,9} and (?:beats|hits|chokes|kicks|slaps) me(?! (?:at|to|in|up|with|every (?:game|time we play))\\b)",
  "(?:he|she|they|hes|shes|theyre)(?:ll| will| is| are)? (?:going to )?(?:hurt|beat up|harm) (?:me|us|the kids|my kids)(?: if (?:he|she|they|i)|$| tonight| when)",
  "(?:killed|hurt|poisoned|strangled|drowned) my (?:cat|dog|pet)(?: \\w+){0,5} im next|(?:he|she|ex) (?:\\w+ ){0,6}says (?:he|she)(?:ll| will) end me",
  "locked in (?:\\w+ ){0,3}(?:he|she|they) (?:took|has|have|hid) (?:the|my) (?:keys?|phone)",
  "(?:husband|wife|boyfriend|girlfriend|partner|ex|dad|father|stepdad|mum|mom|brother|he|hes|she|shes) (?:is )?(?:beating|choking|kicking|slapping|strangling) me(?! (?:at|in|to|on|by|out)\\b)",
  "(?:he|hes|she|shes|husband|wife|boyfriend|girlfriend|partner|ex|dad|father) (?:is |was |got |gets |turned |turns )?violent (?:again|tonight|with me|when|last night|towards)|(?:he|she|husband|boyfriend|girlfriend|wife|ex|dad) threw (?:\\w+ ){0,3}(?:hot|boiling|knife|pan|bottle|chair|glass)(?: \\w+){0,3} at me",
  "(?:dad|father|husband|uncle|brother|stepdad|stepfather|cousin) (?:comes?|came) to my bed",
  "(?:texted|sent|wrote|messaged) me (?:a )?goodbye(?: \\w+){0,6} (?:picking up|answer\\w*|reply\\w*|respond\\w*)|(?:says?|saying|shouting|screaming|threatening|threatens) (?:that )?(?:he|she|hell|shell|to) (?:will |wants to |is going to )?jump$",
  "(?:student|pupil|neighbou?r|teammate|classmate|niece|nephew|uncle|aunt|coworker|bestie|mate) (?:\\w+ ){0,5}(?:kill(?:ing)? (?:herself|himself|themselves)|end(?:ing)? (?:her|his|their) life|wants to die|is suicidal)",
  "im bleeding (?:\\w+ ){0,4}(?:he|she|hes|shes) (?:is )?(?:still )?(?:in|outside|here|at)",
  "(?:cousin|friend|sister|brother|son|daughter|flatmate|roommate|mum|mom|dad|wife|husband|colleague|he|she) (?:\\w+ ){0,3}(?:swallowed|drank|drunk) (?:\\w+ )?(?:bleach|antifreeze|poison|pills)(?! (?:in (?:the|a)|for|as|on stage)\\b)",
  `found (?:\\w+ ){0,2}(?:blades?|razors?|razor blades|noose|rope|goodbye note|suicide note|pills) (?:in|under|on) (?:my |his |her )?${HARMED} (?:\\w+ )?(?:bag|room|bed|drawer|desk|pillow|pocket|phone)`,
  "(?:she|he|wife|husband|friend|mum|mom|dad|sister|brother|daughter|son|partner) (?:\\w+ ){0,2}(?:said|says|thinks|told me|keeps saying) (?:\\w+ ){0,4}better off without (?:her|him)\\b(?! (?:boss|ex|boyfriend|girlfriend)\\b)",
  "(?:friend|sister|brother|son|daughter|mum|mom|dad|wife|husband|partner|flatmate|roommate|cousin|he|she) (?:\\w+ ){0,8}(?:wants|wanted) to end (?:it all|it$|his life|her life|things$|it and)",
  "(?:took|taken|grabbed|loaded) (?:his|her) (?:gun|rifle|shotgun|pistol) and (?:\\w+ ){0,2}(?:drove|left|went|gone|walked|locked)(?! (?:\\w+ )?(?:hunting|to the range|shooting)\\b)",
];

/** A second language. */
const LEARNERS: readonly string[] = [
  "for what (?:reason )?(?:i|am i|i am|do i) (?:am )?(?:still )?(?:in this world|live|alive|exist|living)(?! (?:in|with|i|for|on|here|at)\\b)",
  "(?:dont|not|no) (?:find|see|have|found) (?:the |any |a |more )?(?:reasons?|sense|force|power|strength|will) (?:for|of|to|in) (?:to )?(?:wake\\w*|continue|live|living|life|continuing|exist)(?! (?:with|at|in|the|this|on)\\b)",
  "(?:my )?life is (?:already )?finish(?:ed)?(?:$| for me| now| i)|i will make an end|make (?:an )?end (?:of|to|with) (?:me|myself|my life|this life|all this life)",
  "no face (?:to|for) (?:live|living|life)|(?:only|just) (?:the )?death (?:can|will|could) (?:solve|help|save|free|end|give)",
  "i am (?:a |so |too |very |only )*(?:much )?(?:load|heavy|weight|charge|ballast) (?:for|to|on) (?:all )?(?:my )?(?:parents|family|everyone|everybody|kids|children|wife|husband|others)",
  "(?:very |so )?empty and i (?:like|want|wish) to stop it",
  "i (?:will )?pray that i (?:will )?not (?:open|wake)",
];

/** Other languages, where the clearest words stand in `crisis-tongues.ts`. */
const TONGUES_TOO: readonly string[] = [
  "soy una carga para|sou um peso para|je suis un (?:poids|fardeau) pour|sono un peso per (?:tutti|la mia|mia)|bin (?:nur )?eine last fur|queria sumir(?: para sempre)?|no tengo ganas de vivir|ohne mich (?:\\w+ ){0,2}besser dran|nadie me (?:echaria|echara) de menos|vois plus de raison de vivre|pensado en tirarme|vor den zug (?:springen|werfen)|tengo las pastillas|ich verabschiede mich danke",
  "(?:keiner|niemand) (?:wurde|wuerde|wird) mich vermissen|(?:wunschte|wuenschte|wollte) ich (?:ware|waere|war) tot|(?:am liebsten )(?:ware|waere) ich (?:\\w+ )?tot|mich (?:\\w+ )?geritzt|(?:falle|bin) (?:allen|jedem|meiner familie) (?:nur )?(?:zur last|eine last)|leben hat (?:\\w+ )?keinen sinn|will dass es aufhort(?: fur immer)?|alle (?:waren|waeren) besser dran ohne mich",
  "jaimerais (?:etre morte?|disparaitre|mendormir)|(?:je )?voudrais (?:etre morte?|mendormir et ne)|nen peux plus de vivre|pense a sauter|me coupe les (?:bras|veines)|serai(?:t|ent) mieux sans moi|personne ne me regrettera\\w*|adieu (?:et pardon|a tous)|medicaments devant moi|ne (?:jamais|plus) me reveiller",
  "estar(?:ian|ia) mejor sin mi(?! (?:coche|carro|tarjeta))|ojala no (?:despertara|despertase|despierte)|(?:dormir|dormirme) y no despertar|no le (?:veo|encuentro) sentido a (?:seguir )?(?:viviendo|vivir|la vida|mi vida)|me corto los brazos|me corto las (?:munecas|venas)|adios a todos perdon\\w*",
  "(?:starebbero|sarebbero|starebbe|starebbero) (?:tutti )?meglio senza di me|vorrei non svegliarmi (?:piu|mai)",
  "(?:iedereen|ze|jullie) (?:is|zijn) beter af zonder mij|zie het leven niet meer zitten|niemand (?:zou|zal) me missen",
  "(?:estariam|estaria|ficariam|ficaria) melhor sem mim|(?:dormir|queria dormir) e nao acordar|ninguem (?:sentiria|vai sentir) (?:a )?minha falta",
];

export const PLAIN: readonly string[] = [
  ...OF_ALL,
  ...STILL_HERE,
  ...NO_LATER,
  ...MEANS,
  ...HURT,
  ...OTHERS_TOO,
  ...LEARNERS,
  ...TONGUES_TOO,
];
