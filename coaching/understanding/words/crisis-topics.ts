/**
 * What words are about, so that weights learned of one word speak for its neighbours too. The first topic that has a word
 * is its topic. A change asks for `npm run crisis:train`.
 */
export const TOPICS = {
  self: "i im ive id ill me my myself mine meself",
  kin: "mum mom dad mother father mama papa parents sister brother son daughter kids kid children wife husband boyfriend girlfriend partner ex family grandma grandpa gran nan grandad grandmother grandson cousin uncle aunt niece nephew baby boys girls stepdad stepfather boy girl",
  people:
    "everyone everybody people they theyd them their anyone somebody someone friends friend mates mate world others all flatmates roommate neighbour colleague",
  nobody: "nobody none noone nobodys",
  other: "he she hes shes him her his hed shed",
  pet: "dog cat pets cats dogs rabbit rabbits",
  not: "not dont no never wont cant isnt wasnt without nothing neither nor didnt doesnt wouldnt couldnt arent havent aint stop stopped",
  want: "want wish hope hoping wanted like would love need craving crave rather prefer ready",
  death:
    "die died dies dead death dying kill killing killed killer suicide suicidal funeral coffin grave cremation buried bury murder murdered deceased unalive kms corpse lethal hang hanging drown overdose overdosed",
  gone: "gone away disappear vanish leave leaving left absent erased erase removed remove disappeared vanished missing",
  being: "exist existing existence alive living live life be being breathing breathe person earth",
  end: "end ends ended ending over finish finished done quit final last enough out forever permanently good ever anymore",
  wake: "wake waking woke awake sleep asleep morning bed rest",
  tired: "tired exhausted weary worn drained sick fed fatigue",
  burden:
    "burden weight load trouble cost costing mistake waste useless failure worthless problem shame ashamed disgrace drag liability poison pathetic",
  relief:
    "better easier happier lighter relieved relief fine free peace peaceful calm quiet calmer light kinder",
  point: "hopeless pointless point reason reasons meaning sense use purpose worth empty numb",
  future:
    "tomorrow future christmas birthday spring summer winter january next year years later retirement month weekend monday friday sunday tonight soon night",
  affairs:
    "gave give giving handed transferred sold sell cancelled closed sorted arranged labelled rehomed paid list will letter letters note wrote written",
  farewell: "goodbye bye farewell sorry forgive thank thanks remember tell loved",
  medicine:
    "pills pill tablets tablet meds medication insulin xanax paracetamol ibuprofen painkillers antidepressants oxy tylenol medicine heroin drugs prescription",
  weapon:
    "rope noose gun rifle shotgun knife knives blade blades razor razors bullet belt scissors gas hose bleach",
  place:
    "bridge roof train tracks track platform cliff river lake balcony ledge railing window windows railway viaduct edge park tree bus truck lorry car traffic sea",
  wound:
    "cut cuts cutting bleed bleeding blood burn burned burning scratch scratched scars arms arm wrists thighs legs skin harm hurt hurting hurts pain punish bruises marks",
  violence:
    "hit hits hitting beat beats beating choked throat slapped slap punched threw raped forced grabbed locked threatened kicks afraid scared hiding unsafe safe police bruised",
  work: "work boss job meeting meetings deadline shift office project report exam exams team presentation launch client colleagues manager commute study uni class essay homework school spreadsheet standup",
  money:
    "bought spent costs price order ordered subscription netflix gym amazon delivery receipt sale refund fee fees contract discount bill bills invoice rent loan debt mortgage budget card bank salary payday overdraft account wallet money pay insurance savings pension tax",
  thing:
    "coffee lunch dinner pizza shoes coat wine beer chocolate sushi takeaway takeout groceries jeans laptop phone tickets book film movie game song album series flights hotel holiday trip party wedding cake ice cream soup tea dress bike iphone tv wifi printer",
  media: "novel show podcast band level character lyrics gig play episode documentary club",
  health:
    "headache dentist doctor flu cold tooth knee back migraine stomach surgery allergy period eczema vet hospital therapy therapist",
  joke: "lol lmao haha jaja omg",
  glad: "happy glad great lovely nice fun bliss cosy proud laughed smile yay win won",
  mood: "mood energy #",
  think:
    "think thinking thought thoughts thinks imagine planning plan plans planned decided decide decision keep keeps know looking looked",
  alone: "alone lonely invisible single",
  say: "said says told texted message call called",
} as const satisfies Readonly<Record<string, string>>;
