/**
 * Words that a model's sentence is held against; `*` stands for any ending. Reviewed by hand, see docs/model.md.
 *
 * The first lists are never said, whatever the template says. Those of `ONLY_AS_SAID` may be said where the template's own
 * sentence has the word, since there it was computed.
 */
const split = (words: string) => words.trim().split(/\s*[\n,]\s*/);

/** One thing bringing about another. */
const CAUSE = split(`
  because, cause*, caused by, causing, due to, owing to, thanks to, leads to, led to, leading to, lead to, result*, results in,
  make you, makes you, made you, making you, drive*, drove, trigger*, spark*, provok*, prompt*, fuel*, affect*, impact*,
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

export const NEVER_SAID = {
  cause: CAUSE,
  diagnosis: DIAGNOSIS,
  shame: SHAME,
  praise: PRAISE,
  leak: LEAK,
} as const;

/** Numbers and amounts in words. */
const NUMBERS = split(`
  zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen,
  seventeen, eighteen, nineteen, twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety, hundred*, thousand*, million*,
  half, halved, quarter*, third*, fifth*, tenth*, first*, second, twice, thrice, double*, triple*, doubling, once, dozen*, couple,
  pair, both, several, many, most, mostly, few, every, each, all, any, some, entire*, whole, majority, percent*, per cent, fold,
  twofold, threefold, score, multiple, single, another
`);

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

export const ONLY_AS_SAID = {
  number_word: NUMBERS,
  currency: CURRENCIES,
  calendar_word: TIMES,
  order: ORDER,
} as const;

/** What turns a sentence into its opposite; each must be there as often as the template has one. */
export const NEGATIONS = split(`
  not, no, none, nothing, nobody, never, neither, nor, without, hardly, barely, isn't, aren't, wasn't, weren't, didn't, doesn't,
  don't, haven't, hasn't, hadn't, can't, cannot, couldn't, wouldn't, unless, except, instead, rather
`);

/** Which way a change or a comparison goes. */
export const UP = split(`
  more, higher, high, above, up, rise*, rose, risen, rising, increas*, heavier, heavy, longer, long, ahead, bigger, larger, greater, grew,
  grow*, climb*, exceed*, beyond, faster, gain*, extra, surpass*, jump*, over your, over the usual, over usual, over budget, on top
`);
export const DOWN = split(`
  less, lower, low, below, down, fell, falling, drop*, decreas*, fewer, lighter, shorter, short, smaller, behind, declin*, reduc*, slower,
  cut, dip*, shrink*, shrank, under your, under the usual, under usual, under budget, under what, short of
`);

/** Where a word of direction has none. */
export const IDIOMS = split(`
  coming up, comes up, come up, came up, adds up, add up, look up, up to, up for, talk it over, talking it over, think it over, slow down, wind down,
  sit down, settle down, write it down
`);

/** What a number is held against, so that the one that is and the one that it is held against do not change places. */
export const ROLES = {
  usual: split(
    `usual, usually, typical, typically, normal, normally, average*, median, at large, ordinary, ordinarily, regular*, baseline`,
  ),
  past: split(`was, were, used to, before, earlier, previous*, formerly, old`),
  limit: split(`budget*, limit*, plan, planned, left, remain*, allow*`),
  other: split(`other, others, without, elsewhere, otherwise`),
} as const;

/** Words that carry no content of their own. */
export const FUNCTION_WORDS = split(`
  a, about, against, along, also, am, among, an, and, are, around, as, at, be, been, being, beside, besides, between, but, by, can, could, did, do, does,
  for, from, had, has, have, here, how, i, if, in, into, is, it, its, itself, just, let, like, may, maybe, me, might, mine, much, my, near, of, off,
  on, only, onto, or, our, out, over, own, per, perhaps, possibly, quite, same, seem, seems, so, such, than, that, the, their, them, then, there,
  these, they, this, those, though, through, to, together, too, toward, towards, under, up, upon, us, very, was, we, were, what,
  when, where, which, while, who, whose, why, with, within, would, you, your, yours, yourself, yet, it's, that's, there's, i'm, you're, you've
`);

/** Plain words of everyday talk that may be new in a sentence, up to a few. */
export const EVERYDAY_WORDS = split(`
  able, anyone, anything, chose, end, ending, everything, planned, somebody, whatever,
  add, added, amount*, answer, appear, arrive, ask, aside, available, away, balance, begin, bit, bring, calm, calmly, care, case, change, check, choice*, choose,
  chosen, close, come, comes, coming, came, compare, compared, comparison, consider, count, course, decide, decision, depend, different, ease, easier, easy, energy, enough, even,
  far, feel, feeling, figure, find, fine, follow, found, friend, gentle, gently, get, give, given, go, goes, going, gone, got, happen, happened, happening,
  hear, heard, help, helpful, hold, idea, item, keep, kept, kind, kindly, know, known, land, leave, light, line, list, look, looked, looking, lot, matter, mean, mention,
  mind, moment, money, mood, move, name, noted, note, notice, number, numbers, offer, okay, ones, open, option, ordinary, pace, part, pattern, pause, payment*, person, pick,
  picture, place, plan, plans, please, point, possible, purchase*, put, question, quiet, quietly, reach, ready, reading, record, remain, rest, right, room, run, running, row,
  said, saw, say, see, seen, sense, set, share, shop, show, showed, shown, shows, side, simple, simply, sit, sits, sleep, slept, slow, slowly, small, smaller, smooth, something,
  somewhere, someone, speak, spend, spending, spent, stand, stands, start, stay, steady, step, suit, sum, take, taken, takes, talk, talking, tend, tends, thing, things, think, thought, time, told,
  total, totalled, touch, try, turn, typical, usual, usually, wait, waits, waiting, walk, want, way, wish, wondering, wonder, word, words, work, worth
`);
