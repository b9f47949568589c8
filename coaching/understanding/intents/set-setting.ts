import { isCurrency } from "../../model/money.ts";
import { WEEKDAYS } from "../calendar.ts";
import type { SetSettingFrame, SettingName, SettingValue } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { ownWords } from "../sentence.ts";
import { knownCategory, readThings } from "../things.ts";
import { CURRENCIES } from "../words/currencies.ts";

type Reading = {
  readonly name: SettingName;
  readonly value: SettingValue | null;
  readonly confidence: number;
};
type Reader = (message: Message) => Reading | null;

const ORDER = String.raw`(?:set|change|make|update|use|switch|adjust|put|move|turn|raise|lower|increase|decrease|reduce|bump|drop|reset|edit|modify|choose|pick|show (?:everything|amounts|it|all) in|display|want|need|like|prefer|let us|please|start|cap|limit|give me|have|go)`;
const WEEKDAY = new RegExp(String.raw`\b(${WEEKDAYS.join("|")})s?\b`, "u");
const ORDERS = new RegExp(String.raw`\b${ORDER}\b`, "u");

/** One reader per setting, the most telling words first. */
const READERS: readonly Reader[] = [
  readName,
  readTheme,
  readWeekStart,
  readPayday,
  readScale,
  readNotifications,
  readReminder,
  readCurrency,
  readBudget,
];

/** A wish about how the coach works: budgets, times, names. Questions about a setting are not wishes. */
export function readSetting(message: Message): SetSettingFrame | null {
  for (const read of READERS) {
    const reading = read(message);
    if (reading === null) continue;
    const { name, value, confidence } = reading;
    const isAsked =
      message.isQuestion &&
      !/^(?:please )?(?:can|could|would|will) (?:you|we|i)\b|^show .{1,30} (?:in|as) /u.test(message.flat);
    return {
      intent: "set_setting",
      slots: { name, ...given({ value }) },
      confidence: isAsked ? Math.min(confidence, 0.4) : confidence,
      tier: null,
    };
  }
  return null;
}

function readName({ flat, sentence }: Message): Reading | null {
  const match =
    /\b(?:call me|(?:my|change my|set my|update my) (?:user ?|first |display |nick ?)?name (?:is|to|as|=|:)(?: now| actually)?|you can call me|i go by|name me|address me as|refer to me as|change (?:my )?(?:user ?|display )?name to|set (?:user ?|display )?name to|(?:user ?|display )name (?:is|to|:)) (?<name>[\p{L}][\p{L}'.-]*(?: (?!(?:please|from|now|instead|thanks|not|and|ok|thx|btw|when|in|on|going|coach|for)(?![\p{L}]))[\p{L}][\p{L}'.-]*)?)/u.exec(
      flat,
    );
  const name = match?.groups?.name;
  if (!match || name === undefined) {
    return /\bchange (?:my )?(?:user ?|display )?name\b/u.test(flat)
      ? { name: "user_name", value: null, confidence: 0.85 }
      : null;
  }
  if (/^(?:when|if|later|back|at|tomorrow|a|the|crazy|tonight|in)\b/u.test(name)) return null;
  const start = match.index + match[0].length - name.length;
  return {
    name: "user_name",
    value: ownWords(sentence, { start, end: start + name.length }),
    confidence: 0.95,
  };
}

function readTheme({ flat }: Message): Reading | null {
  const value =
    /\b(dark|light|night|day|auto|system|black|high contrast) (?:mode|theme|colou?rs?|version|skin|please)\b/u.exec(
      flat,
    )?.[1] ??
    /\b(?:theme|colou?r scheme|appearance|mode|charts?|interface)\b.{0,24}\b(dark|light|auto|system)(?:er)?\b/u.exec(
      flat,
    )?.[1] ??
    /^(?:make it|go|switch to|set it to|use) (dark|light)(?:er)?\b/u.exec(flat)?.[1];
  if (value === undefined)
    return /\b(?:change|switch|set) (?:the |my )?theme\b/u.test(flat)
      ? { name: "theme", value: null, confidence: 0.85 }
      : null;
  if (/\bdark (?:place|thoughts|mood)\b/u.test(flat)) return null;
  return {
    name: "theme",
    value: value === "night" || value === "black" ? "dark" : value === "day" ? "light" : value,
    confidence: 0.92,
  };
}

function readWeekStart({ flat }: Message): Reading | null {
  if (
    !/\bweeks?\b.{0,24}\b(?:start|starts|starting|begin|begins|beginning|first day)\b|\b(?:start|starts|starting|begin|begins|first day)\b.{0,24}\bweeks?\b|\bweek start\b|\b(?:first|1st) day of (?:the |my )?week\b/u.test(
      flat,
    )
  )
    return null;
  const day = WEEKDAY.exec(flat)?.[1] ?? null;
  if (day === null && !ORDERS.test(flat)) return null;
  return { name: "week_start", value: day, confidence: day === null ? 0.7 : 0.93 };
}

function readPayday({ flat, isQuestion }: Message): Reading | null {
  if (
    !/\b(?:pay ?day|pay ?days|(?:i|we) (?:get|am|are|will be|usually get|always get) paid (?:on|every|each|the|by|weekly|monthly)|(?:i |we )?(?:get|receive) my (?:salary|pay|wages?|pay ?check)(?: on| every| the)?|my (?:salary|wages?|pay ?check|pay|paycheck) (?:comes?|arrives?|lands?|is paid|hits|gets paid|drops|day)(?: in)? ?(?:on|every|the|is)?|salary day|paid (?:on|every) (?:the|the last|last)?)\b/u.test(
      flat,
    )
  )
    return null;
  if (
    isQuestion ||
    /\b(?:spend|spent|until|till|before|after|since|more|spending|left|last|survive|make it)\b(?! (?:day|working|business|friday|weekday))/u.test(
      flat,
    )
  )
    return null;
  const weekday = WEEKDAY.exec(flat)?.[1];
  const date = /\b(?:the |on |is |to |:|every )*(\d{1,2})(?:st|nd|rd|th)?\b(?! ?(?::|am\b|pm\b|\/))/u.exec(
    flat,
  )?.[1];
  const isLast =
    /\blast (?:working |business |week)?day\b|\bend of (?:the |each |every )?month\b|\bmonth end\b/u.test(
      flat,
    );
  const number = Number(date);
  const value = isLast
    ? "last day"
    : date !== undefined && number >= 1 && number <= 31
      ? number
      : (weekday ?? null);
  if (isLast && weekday !== undefined) return { name: "payday", value: weekday, confidence: 0.7 };
  if (value === null && !ORDERS.test(flat)) return null;
  return { name: "payday", value, confidence: value === null ? 0.7 : 0.93 };
}

function readScale({ flat }: Message): Reading | null {
  const isNamed = /\b(?:mood |rating |check in |feeling )?(?:scale|faces|rating)\b/u.test(flat);
  if (!isNamed || !ORDERS.test(flat) || /\bon a scale\b.{0,40}\b(?:i am|feel|feeling)\b/u.test(flat))
    return null;
  const match =
    /\b(?:[01] ?(?:to|-|and|through|\/|until) ?|out of |of |to |a )?(100|10|7|5|3|ten|seven|five)(?: ?(?:point|points|faces|step|steps|level|levels|star|stars))?\b/u.exec(
      flat,
    );
  const words: Readonly<Record<string, number>> = { ten: 10, seven: 7, five: 5 };
  const all = [...flat.matchAll(/\b(100|10|7|5|3|ten|seven|five)\b/gu)].map(
    ([digits]) => words[digits] ?? Number(digits),
  );
  const target = /\b(?:instead of|not|rather than|from) (?:the |a )?(?:[01] ?(?:to|-) ?)?\S+/u.exec(flat);
  const chosen = all.length > 1 && target && target.index > (match?.index ?? 0) ? all[0] : all.at(-1);
  if (chosen === undefined && !/\bmood scale\b|\bscale\b.{0,10}\bmood\b/u.test(flat)) return null;
  return { name: "mood_scale", value: chosen ?? null, confidence: chosen === undefined ? 0.75 : 0.9 };
}

function readNotifications({ flat }: Message): Reading | null {
  const noun = String.raw`(?:notifications?|nudg(?:es|e|ing)|alerts?|messages?|pings?|reminders?|push(?:es)?(?: notifications)?|prompts?|messaging|pinging|texting|texts|bugging|bothering|notify(?:ing)?|sending|spamming|reminding|emails|everything)`;
  const off = new RegExp(
    String.raw`\b(?:turn|switch|shut|set|keep|have|want|put|toggle) (?:off|(?:\p{L}+ ){0,4}?off)(?: (?:all|the|my|your|these|those|push|daily|weekly|morning))* ?${noun}\b|\b(?:turn|switch|set|put|toggle) (?:all |the |my |your |these |push )*${noun} off\b|\b${noun} (?:off|to off|be off)\b|\b(?:stop|quit|no more|no|disable|mute|silence|pause|cancel|end|deactivate|kill|block|snooze|without|unsubscribe from|get rid of|do not want)(?: (?:all|the|my|your|these|those|me|sending|sending me|any|more|push|with|so many|daily))* ?${noun}\b|\bdo not (?:message|notify|remind|nudge|bother|ping|text|disturb|send me)\b|\b(?:leave me alone|be quiet|shut up|go quiet|stop (?:bothering|messaging|nudging|pinging|texting|bugging|notifying|reminding|talking to) me|mute (?:yourself|everything|this|for|until)|pause for|^mute|^pause|^snooze|^silence|^quiet)\b`,
    "u",
  );
  const on = new RegExp(
    String.raw`\b(?:turn|switch|set|put|toggle)(?: (?:all|the|my|your|back|push))* ?(?:on )(?:(?:all|the|my|your|push|daily|weekly) )*${noun}\b|\b(?:turn|switch|set|put|toggle)(?: (?:all|the|my|your|push|daily))* ?${noun}(?: back)? on\b|\b${noun}(?: back)? on\b|\b(?:enable|unmute|resume|activate|reactivate|unpause|unsnooze|restart|start|allow)(?: (?:all|the|my|your|sending|me|push))* ?${noun}\b|^(?:unmute|resume|unpause)\b|\b(?:start|resume|keep) (?:messaging|nudging|reminding|notifying|pinging|sending) me\b|\b(?:i want|give me|send me) (?:to get |more |my |the )*(?:notifications|alerts|nudges)\b`,
    "u",
  );
  if (on.test(flat) && !/\b(?:off|stop|do not|disable)\b/u.test(flat))
    return { name: "notifications", value: "on", confidence: 0.9 };
  if (off.test(flat)) return { name: "notifications", value: "off", confidence: 0.9 };
  return /\b(?:change|update|edit|manage) (?:my |the )?notification(?:s| settings)?\b/u.test(flat)
    ? { name: "notifications", value: null, confidence: 0.75 }
    : null;
}

function readReminder({ flat }: Message): Reading | null {
  const isAsked =
    /\b(?:remind(?:er|ers)?(?: me)?|check ?in(?: time)?(?: with me)?|ask me|ping me|message me|nudge me|text me|prompt me|notify me|morning message|evening message|daily (?:prompt|check ?in|message|question)|check on me|send (?:it|me|the \p{L}+|my \p{L}+)|write me|poke me|contact me)\b/u.test(
      flat,
    );
  if (!isAsked) return null;
  const time = readTime(flat);
  const isReminder = /\b(?:reminders?|remind me|check ?in time|reminder time)\b/u.test(flat);
  if (time === null)
    return isReminder && /\b(?:change|set|move|update|earlier|later)\b/u.test(flat)
      ? { name: "reminder_time", value: null, confidence: 0.8 }
      : null;
  const isOther = /\bremind me to (?!check|log|do|track|fill|rate|answer|enter|record|write)\p{L}+/u.test(
    flat,
  );
  return { name: "reminder_time", value: time, confidence: isOther ? 0.6 : 0.92 };
}

/** A time of day as `HH:MM`: "8pm", "21:30", "half past 8", "noon", "9 in the evening". */
function readTime(flat: string): string | null {
  if (/\b(?:noon|midday)\b/u.test(flat)) return "12:00";
  if (/\bmidnight\b/u.test(flat)) return "00:00";
  const words: Readonly<Record<string, number>> = {
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
  };
  const hourWords = Object.keys(words).join("|");
  const isEvening = /\b(?:evening|evenings|night|nights|tonight|afternoon|dinner|p ?\. ?m)\b/u.test(flat);
  const spoken = new RegExp(
    String.raw`\b(half past|half|quarter past|quarter to) (\d{1,2}|${hourWords})(?: ?(am|pm|a ?\. ?m|p ?\. ?m))?`,
    "u",
  ).exec(flat);
  if (spoken) {
    const hour = words[spoken[2] ?? ""] ?? Number(spoken[2]);
    const [shift, minute] =
      spoken[1] === "quarter past" ? [0, 15] : spoken[1] === "quarter to" ? [-1, 45] : [0, 30];
    return clock(hour + shift, minute, spoken[3], isEvening);
  }
  const matches = [
    ...flat.matchAll(
      new RegExp(
        String.raw`(?:\b(at|to|for|around|by|from|is|@|until|about|=|before|after|:)(?: about| around)? )?(?<![\d/])(\d{1,2}|${hourWords})(?:[:.h] ?(\d{2}))?(?: ?(am|pm|a ?\. ?m|p ?\. ?m|o'clock|h|hrs|hours|uhr))?(?![\p{L}\d/%])`,
        "gu",
      ),
    ),
  ];
  const scored = matches.filter(
    ([, preposition, , minute, half]) =>
      preposition !== undefined || minute !== undefined || half !== undefined,
  );
  const best =
    scored.findLast(([, preposition]) => preposition === "to" || preposition === "at") ?? scored.at(-1);
  if (!best) return null;
  const hour = words[best[2] ?? ""] ?? Number(best[2]);
  return clock(hour, Number(best[3] ?? 0), best[4], isEvening);
}

function clock(hour: number, minute: number, half: string | undefined, isEvening: boolean): string | null {
  const mark = half?.replace(/[ .]/g, "");
  const isAfternoon = mark === "pm" || (isEvening && mark !== "am" && hour < 12 && hour > 0);
  const turned = isAfternoon && hour < 12 ? hour + 12 : mark === "am" && hour === 12 ? 0 : hour;
  if (turned > 23 || turned < 0 || minute > 59) return null;
  return `${String(turned).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

function readCurrency({ flat, context }: Message): Reading | null {
  if (
    !/\b(?:currency|currencies)\b/u.test(flat) &&
    !/\b(?:use|switch(?: me| it| everything)? to|show .{0,20}(?:in|as)|display .{0,20}in|change (?:it |everything )?to|set (?:it |everything )?to|convert .{0,20}to|i (?:pay|use|spend|live|think|count) (?:in|with)|amounts in|everything in|put .{0,16}in|work in|numbers in|go with|bill me in)\b/u.test(
      flat,
    )
  )
    return null;
  const named = [...flat.matchAll(/[\p{L}]+|\p{Sc}/gu)]
    .map(([word]) => {
      const upper = word.toUpperCase();
      if (
        word.length === 3 &&
        isCurrency(upper) &&
        !/^(?:all|try|top|mop|cup|sos|lak|bam|gel|pen|ron|ern|fun)$/u.test(word)
      )
        return upper;
      if (word === "$" || word === "dollars" || word === "dollar" || word === "bucks")
        return ["CAD", "AUD", "NZD", "SGD", "HKD"].includes(context.currency) ? context.currency : "USD";
      return Object.hasOwn(CURRENCIES, word) ? (CURRENCIES[word] ?? null) : null;
    })
    .filter((code) => code !== null);
  const phrase = ["us dollars", "canadian dollars", "australian dollars", "swiss francs"].find((name) =>
    flat.includes(name),
  );
  const isAway = /\bfrom \S+ to\b|\binstead of\b|\bnot \S+$/u.test(flat);
  const code =
    (phrase === undefined ? undefined : CURRENCIES[phrase]) ??
    (isAway && /\binstead of\b|\bnot\b/u.test(flat) ? named[0] : named.at(-1));
  const isNamed = /\bcurrenc(?:y|ies)\b/u.test(flat);
  if (code === undefined)
    return isNamed && ORDERS.test(flat) ? { name: "currency", value: null, confidence: 0.8 } : null;
  if (/\d/u.test(flat)) return null;
  return { name: "currency", value: code, confidence: isNamed ? 0.93 : 0.82 };
}

function readBudget(message: Message): Reading | null {
  const { timeless, flat, amounts } = message;
  const isBudget =
    /\b(?:budgets?|budgeting|spending (?:limit|cap|goal|target)|(?:monthly|weekly) (?:limit|cap|allowance|target)|limit|cap|allowance)\b/u.test(
      timeless,
    );
  const isLimit =
    /\b(?:limit (?:me|my|myself)|cap (?:my|me|it)?|no more than|at most|max(?:imum)?(?: of)?|keep .{0,30}(?:under|below|to|within)|(?:want|like|plan|going|try|trying|aim|aiming) to (?:only )?spend (?:no more|less|only|max|under|at most|up to|about)?|only (?:want|allow) .{0,20}spend|(?:do not|never|can not) (?:want to |let me |like to )*spend (?:more than|over|above|any more than)|spend (?:no more|max|at most|less than|under|up to))\b/u.test(
      timeless,
    );
  const amount = amounts[0];
  if (!isBudget && !(isLimit && amount)) return null;
  if (
    /\b(?:left|remaining|on track|over budget|under budget|within budget|in budget|blew|went over|afford|status|stay)\b/u.test(
      flat,
    )
  )
    return null;
  const things = readThings(message);
  const category =
    knownCategory(
      timeless.replace(/\b(?:budget|budgeting|limit|cap)\b/gu, (word) => "·".repeat(word.length)),
    ) ??
    things.category ??
    things.merchant;
  const isCategory =
    category !== null &&
    !/\b(?:month|week|total|overall|everything|budget|limit|spending|all|year|it|amount)\b/u.test(category);
  const isOrdered =
    ORDERS.test(timeless) || isLimit || /\b(?:my|the) (?:monthly |new )?budget (?:is|=|:)/u.test(timeless);
  if (!amount) {
    if (
      !/\b(?:change|set|update|edit|adjust|increase|raise|lower|new|create|add|make|want)\b/u.test(timeless)
    )
      return null;
    return {
      name: isCategory ? "category_budget" : "monthly_budget",
      value: isCategory ? { category } : null,
      confidence: 0.72,
    };
  }
  const confidence = isBudget ? (isOrdered || timeless.split(" ").length <= 6 ? 0.93 : 0.7) : 0.78;
  return isCategory
    ? { name: "category_budget", value: { category, amount: amount.value }, confidence }
    : { name: "monthly_budget", value: amount.value, confidence };
}
