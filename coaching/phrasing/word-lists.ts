/**
 * Words that a model's sentence is held against; `*` stands for any ending. Reviewed by hand, see docs/model.md.
 *
 * The first lists are never said, whatever the template says. Those of `ONLY_AS_SAID` may be said where the template's own
 * sentence has the word, since there it was computed.
 */
const split = (words: string) => words.trim().split(/\s*[\n,]\s*/);

/** One thing bringing about another. */
const CAUSE = split(`
  because, cause*, caused by, causing, due to(?! renew| come| go| be), owing to, thanks to, leads to, led to, leading to, lead to, result*, results in,
  make you, make your, make it, make for, makes, made you, making you, making it, drive*, drove, trigger*, spark*, provok*, prompt*, fuel*, affect*, impact*,
  influenc*, explain*, therefore, thus, hence, consequently, that's why, that is why, which is why, the reason, reason*,
  which means, means that, meaning that, so that, blame*, responsible, to do with, tied to, linked to, correlat*, stem*,
  contribut*, pushes, pushed, push you, in turn, effect*, behind this, behind that, brings on, brought on, comes from, came from
`);

/** Illness, and what only somebody who knows about it may say. */
const DIAGNOSIS = split(`
  diagnos*, depress*, anxiety, anxious, mania*, manic, bipolar, adhd, burnout, burned out, burnt out, burn out, disorder*,
  addict*, compuls*, insomnia*, apnea, apnoea, trauma*, ptsd, ill, illness*, sick*, disease*, symptom*, syndrome*, condition*,
  mental*, psych*, therap*, medic*, doctor*, treatment*, pathological, clinical*, suicid*, exhausted, obsess*, unhealthy
`);

/** Judgement of a person, a day or a purchase. */
const SHAME = split(`
  asham*, shame*, guilt*, overspen*, overspent, splurg*, wast*, fail*, careless*, reckless*, irresponsib*, lazy, laziness,
  stupid, foolish, silly, sloppy, bad, badly, worse, worst, wrong, terrible, awful, poor, poorly, mistake*, fault*, disappoint*,
  too much, too many, too often, too late, excessive*, indulg*, weak*, undisciplin*, discipline*, out of control, lost control,
  should have, shouldn't, could have, ought, splash*, blew, blow, frivolous, unnecessary, needless*, regret*, sorry, problem*, worr*,
  alarm*, concern*, danger*, warning, warn*, unfortunately, sadly
`);

/** Praise, which is judgement too. */
const PRAISE = split(`
  well done, good job, great job, great work, nice work, good work, congrat*, proud, pride, amazing, awesome, fantastic, excellent, brilliant,
  impressive, wonderful, great, keep it up, keep going, bravo, hooray, perfect*, superb, best, better, winner, winning, success*,
  achiev*, crush*, nailed, rock, star, champion, hero, good for you, on track, streak*, fortunately, luckily
`);

/** Orders, promises, certainty, and what only advisers may say. */
const ORDER = split(`
  must, should, have to, has to, need to, needs to, you need, stop, don't, do not, avoid*, never, always, guarantee*, definitely,
  certainly, surely, obviously, clearly, of course, proven, proof, will, won't, going to, promise*, invest*, borrow*, loan*,
  debt*, credit, buy, sell, pay off, stock*, crypto*, bitcoin, insur*, tax*
`);

/** Talk of the instructions, or of being a model. */
const LEAK = split(`
  placeholder*, json, prompt, instruct*, system*, assistant*, as an ai, language model, ai, gpt*, model*, template*, ignore*,
  previous instruction*, rephras*, rewrit*, reword*, tone, variable*, sentence*, output*, message above, sure,
  developer*, user*, chatbot*, bot, secret*, password*, click*, tap here, visit*, download*, http*, www*, send money, transfer*, call this, e-mail*, email*
`);

/** Numbers in words. A template's own stand in gaps. */
const NUMBERS = split(`
  zero, nil, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen,
  seventeen, eighteen, nineteen, twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety, hundred*, thousand*, million*,
  half, halved, quarter*, third*, fifth*, tenth*, twice, thrice, double*, triple*, doubling, dozen*, couple, pair, percent*, per cent, fold,
  twofold, threefold, score, multiple
`);

export const NEVER_SAID = {
  cause: CAUSE,
  diagnosis: DIAGNOSIS,
  shame: SHAME,
  praise: PRAISE,
  leak: LEAK,
  number_word: NUMBERS,
} as const;

/** Currencies by name. */
const CURRENCIES = split(`
  dollar*, euro, euros, pound*, sterling, cent, cents, penny, pence, buck*, quid, grand, franc*, yen, yuan, rupee*, krona, kroner,
  kr, usd, eur, gbp, chf, jpy
`);

/** When something was. "may" is a modal too and is looked at by its capital. */
const TIMES = split(`
  today*, tonight, tomorrow*, yesterday*, morning*, noon, afternoon*, evening*, night*, nightly, midnight, weekend*, weekday*,
  week, weeks, weekly, fortnight*, month, months, monthly, year, years, yearly, day, days, daily, hour*, minute*, now, currently,
  lately, recent*, soon, ago, last, past, next, previous*, earlier, later, before, after, since, until, during, already, still,
  monday*, tuesday*, wednesday*, thursday*, friday*, saturday*, sunday*, january, february, march, april, june, july, august,
  september, october, november, december, spring, summer, autumn, winter, fall
`);

/** Amounts without a number; `first` and `second` are places. */
const QUANTITIES = split(`
  one, once, first*, second, both, several, many, most, mostly, few, every, each, all, any, some, entire*, whole, majority, single, another,
  often, usually, sometimes, repeatedly, constantly, again
`);

/** How much of something, and judgement by it. A `*` at an end takes the next word along, where the word alone is too many things. */
const SIZES = split(`
  so far, so much, much *, far, lot *, lots, very, quite, really, bit, little, slightly, even, just, only, merely, so, such, too, way, well, highly, still, already,
  nearly, almost, exactly, simply, total*, long
`);

/** Somebody else than the one who is spoken to. */
const OTHERS = split(`
  i *, i, i'm, i've, me, my, mine, we *, we, us, our, ours, they *, they, them *, them, their *, their, theirs, he, she, his, her, people, anyone, somebody, someone, friend*,
  everyone, everybody, than *, than
`);

/** What may name a cause where the template does not have it. */
const SOFT_CAUSES = split(`
  as you, as your, as it, as the, since you, since your, since the, since it, since nights, since sleep, so you, so your, with you, with your, with less, with more,
  with sleep, with stress, with mood, through your, through the, out of, from your, from a, from short, from sleep, from stress, from low, by your,
  comes with, came with, come with, goes with, go with, went with, going with, along with, comes of, come of, when you, when your, if you, that is your, that's your, help*,
  brings, brought, gets you, lets you, puts you, gives you
`);

/** What an offer must not turn into. */
const URGES = split("spend, buy, shop, go in, go into, go for, put in");

/** Said beside facts only as one of the rule's wordings says it there. */
export const ONLY_AS_SAID = {
  number_word: QUANTITIES,
  currency: CURRENCIES,
  calendar_word: TIMES,
  order: ORDER,
  size: SIZES,
  somebody_else: OTHERS,
  soft_cause: SOFT_CAUSES,
  urge: URGES,
} as const;

/** Of these what may stand freely in an offer, where it measures nothing. */
export const FREE_IN_OFFERS = split(`
  one, any, some, another, few, all right, first, again, much, lot, bit, little, quite, even, just, only, simply, such, well, like, still, now, until, later,
  tonight, today, evening, day, soon, no need to, spend a while, spend time, if you, when you, with your, for your, with you, someone, somebody, anyone, out of, out, help, it, help you, helpful
`);
/** And what may stand beside facts, since there it measures nothing either. */
export const FREE_BESIDE_FACTS = split(`
  now, past, last, days, just as, in a row, one day to the next, one of your, fall outside, just a note, just a heads,
  than on, than in your, than in the, than your, than usual, than usually, than you usually, than around, than any, than other, than before, spend
`);

/** What turns a sentence into its opposite; each must be there as often as the template has one. */
export const NEGATIONS = split(`
  not, no, none, nothing, nobody, never, neither, nor, without, hardly, barely, isn't, aren't, wasn't, weren't, didn't, doesn't,
  don't, haven't, hasn't, hadn't, can't, cannot, couldn't, wouldn't, unless, except
`);

/** Which way a change or a comparison goes. */
export const UP = split(`
  more, higher, high, above, up, rise*, rose, risen, rising, increas*, heavier, heavy, longer, ahead, bigger, larger, greater, grew,
  grow*, climb*, exceed*, beyond, faster, gain*, extra, surpass*, jump*, over your usual, over your budget, over the usual, over usual, over budget, on top, ahead of your, ahead of the usual
`);
export const DOWN = split(`
  less, lower, low, below, down, fell, falling, drop*, decreas*, fewer, lighter, shorter, short, smaller, behind, declin*, reduc*, slower,
  cut, dip*, shrink*, shrank, under your usual, under your budget, under the usual, under usual, under budget, under what, short of
`);

/** Where a word of direction has none. */
export const IDIOMS = split(`
  coming up, comes up, come up, came up, adds up, add up, added up, made up of, look up, up for, talk it over, talking it over, think it over, slow down, wind down,
  sit down, settle down, write it down, write down, jot down, note down, jot it down, short night, short nights, short walk, short pause, note ahead of, come up again, comes up again, behind you
`);

/** What may be said of a fact, so that the one that is and the one that it is held against do not change places. */
export const ROLES = {
  usual: split(
    "usual, usually, often, tend, tends, typical, typically, normal, normally, average*, median, ordinary, ordinarily, regular*, baseline",
  ),
  any: split("at large, any day"),
  past: split("used to, before, earlier, previous*, formerly, old, paid, last payment, last time"),
  limit: split("budget*, limit*, you set, left, remain*, allow*, by now"),
  other: split("other, others, without, elsewhere, otherwise, rest"),
  held: split("checking, savings, balance"),
  goes: split("goes out, go out, going out, goes first, out before, out first, went out"),
  due: split("due, renew, renews, renewal, again"),
  sample: split("looked at, known, with a check-in"),
} as const;

/** That a fact is said about. */
export const ABOUT = split("about, around, near, roughly, approximately, some");
/** Right before a fact: which side of it is meant, or how it is to be taken. */
export const BOUNDS = split(`
  over, under, above, below, beyond, within, only, just, nearly, almost, exactly, merely, least, most, up to, than, much as, even, well, past
`);
/** Right before a fact: from where, until when, whose; one of the rule's wordings has to say it so. */
export const LEADS = split("from, to, since, until, till, before, after, by, between, of, usual is");
/** Right after a fact: that it is a difference, or of what it is a part. */
export const TRAILS = split("more, less, of sleep, of spending, of impulse");
/** What a fact may be counted in, or be for each of. */
export const UNITS = split(`
  days?, nights?, weeks?, months?, years?, hours?, minutes?, seconds?, times?, mornings?, evenings?, weekends?, points?, steps?, ms, bpm, kcal, percent
`);
/** That something is possible, not so. */
export const CAN = split(
  "can, could, may, might, allowed, okay, ok, fine, all right, possible, perhaps, maybe",
);

/** What a sentence is about, and how sure it is. */
export const SUBJECTS = {
  mood: split("mood*, check-in*, check in, check ins"),
  sleep: split("sleep*, slept"),
  night: split("last night"),
  usual: split("usual, usually, typical, typically, normal, normally, often, tend, tends"),
  more: split("more, extra"),
  stress: split("stress*"),
  hrv: split("hrv"),
  energy: split("energy"),
  spending: split("spend*, spent, purchase*, payment*, money, cost*, by choice"),
  choice: split("choice*, chose*, choose*"),
  impulse: split("impulse*"),
  income: split("income, payday*"),
  balance: split("checking, savings, balance*"),
  week: split("week, weeks"),
  month: split("month, months"),
  year: split("year, years"),
  possible: split("possible, possibly, may, might, maybe, perhaps"),
  likely: split("likely, probably"),
  outside: split("outside"),
  reached: split("at or above"),
  everyDay: split("any of the"),
  byNow: split("by now"),
  comparison: split("than"),
} as const;

/** Words that carry no content of their own. */
export const FUNCTION_WORDS = split(`
  a, about, against, along, also, am, among, an, and, are, around, as, at, be, been, being, beside, besides, between, but, by, can, could, did, do, does,
  for, from, had, has, have, here, how, i, if, in, into, is, it, its, itself, just, like, may, maybe, me, might, mine, much, my, near, of, off,
  on, only, onto, or, our, out, over, own, per, perhaps, possibly, quite, same, seem, seems, so, such, than, that, the, their, them, then, there,
  these, they, this, those, though, through, to, too, toward, towards, under, up, upon, us, very, was, we, were, what,
  when, where, which, while, who, whose, why, with, would, you, your, yours, yourself, yet, it's, that's, there's, i'm, you're, you've
`);

/** Plain words that may be new beside facts: what happened, never what to do. */
export const TELLING_WORDS = split(`
  added, afterwards, alike, came, comes, coming, compared, comparison, figure, follows, following, found, glance, going, gone, got, had, happened, held, hold, holds, feels, instead, rest, setting, side,
  here, kept, known, look, looks, looked, looking, moment, moments, moved, moving, name, noted, note, number, numbers, ordinary, part, past, picture, place, quick,
  ranged, ranging, reached, reaching, reading, readings, renew*, row, run, running, sat, saw, seen, shifted, shifting, showed, shown, shows, similar, sit, sits, sitting,
  stand, stands, stood, sum, swung, swings, taking, time, told, took, typical, usual, used, versus, walked, went, tend, whereas, heads, heads-up, set
`);
/** Plain words of everyday talk that may be new in an offer, up to a few. */
export const OFFER_WORDS = split(`
  able, anything, everything, let, together, within, planned, whatever, afterwards, instead, rather,
  add, allow*, alike, answer, ask, aside, available, away, begin, bed, calm, calmly, care, catch*, change, check, choice*, choos*,
  chosen, close, come, comes, coming, consider*, count*, course, decid*, decision*, different, early, ease, easier, easy, enough,
  eye, feel, feeling, figure, find, fine, fit, fits, fitting, follow, follows, fresh, gentle, gently, get, give, giving, go, goes, going, happen, happening,
  hear, hold, holding, idea, item, jot, keep, keeping, kept, kind, kindly, know, leave, leaving, let, letting, light, list, look, looked, looking, made, make, making, matter, matters, mention,
  mind, moment, moments, move, moving, name, nice, note, notice, offer, okay, ones, open, option, ordinary, pace, part, pause, pick,
  picture, place, plan, plans, please, point, possible, put, putting, question, quick, quickly, quiet, quietly, reading*, ready, rest, right, room, run, running,
  see, set, setting, share, sharing, shop, simple, sit, sitting, slow, slowly, small, smaller, smooth, something,
  somewhere, speak, spend, stand, stands, start, starts, starting, stay, staying, steady, step, suit, take, taking, takes, talk, talking, tempt*, thing, things, think, time,
  touch, try, turn, turning, use, using, wait, waits, waiting, walk, want, way, welcome, wish, wondering, wonder, word, words, write
`);
/** What an order begins with. */
export const IMPERATIVES = split(`
  add, ask, be, begin, book, buy, call, check, choose, come, consider, count, cut, decide, do, find, get, give, go, help, hold, keep, leave, let, look, make, move, note, park, pause,
  pay, pick, plan, please, put, rest, save, see, sell, set, share, sleep, slow, spend, start, stay, step, stop, take, talk, think, tell, try, turn, use, wait, walk, want, watch, write
`);
