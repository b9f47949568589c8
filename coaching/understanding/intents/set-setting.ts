import { isCurrency } from "../../model/money.ts";
import { WEEKDAYS } from "../calendar.ts";
import { readTime } from "../clock-time.ts";
import type { SetSettingFrame, SettingName, SettingValue } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { ORDERS } from "../orders.ts";
import { pattern } from "../pattern.ts";
import { ownWords } from "../sentence.ts";
import { CURRENCIES } from "../words/currencies.ts";
import { readBudget } from "./budget-setting.ts";
import { readTimezone } from "./timezone-setting.ts";

/** A setting that a message names, and its new value where it says one. */
export type SettingReading = {
  readonly name: SettingName;
  readonly value: SettingValue | null;
  readonly confidence: number;
};
type Reader = (message: Message) => SettingReading | null;

const WEEKDAY = new RegExp(String.raw`\b(${WEEKDAYS.join("|")})s?\b`, "u");

/** One reader per setting, the most telling words first. */
const READERS: readonly Reader[] = [
  readName,
  readTheme,
  readWeekStart,
  readPayday,
  readScale,
  readTimezone,
  readReminderOff,
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

function readName({ flat, sentence }: Message): SettingReading | null {
  const match = pattern(
    "u",
    String.raw`\b(?:call me|(?:my|change my|set my|update my) (?:user ?|first |display |nick ?)?name (?:is|`,
    "to|as|=|:)(?: now| actually)?|you can call me|i go by|name me|address me as|refer to me as|",
    "change (?:my )?(?:user ?|display )?name to|set (?:user ?|display )?name to|(?:user ?|",
    String.raw`display )name (?:is|to|:)) (?<name>[\p{L}][\p{L}'.-]*(?: (?!(?:please|from|now|instead|`,
    String.raw`thanks|not|and|ok|thx|btw|when|in|on|going|coach|for)(?![\p{L}]))[\p{L}][\p{L}'.-]*)?)`,
  ).exec(flat);
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

function readTheme({ flat }: Message): SettingReading | null {
  const value =
    pattern(
      "u",
      String.raw`\b(dark|light|night|day|auto|system|black|high contrast) (?:mode|theme|colou?rs?|version|`,
      String.raw`skin|please)\b`,
    ).exec(flat)?.[1] ??
    pattern(
      "u",
      String.raw`\b(?:theme|colou?r scheme|appearance|mode|charts?|interface)\b.{0,24}\b(dark|light|auto|`,
      String.raw`system)(?:er)?\b`,
    ).exec(flat)?.[1] ??
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

function readWeekStart({ flat }: Message): SettingReading | null {
  if (
    !pattern(
      "u",
      String.raw`\bweeks?\b.{0,24}\b(?:start|starts|starting|begin|begins|beginning|first day)\b|\b(?:start|`,
      String.raw`starts|starting|begin|begins|first day)\b.{0,24}\bweeks?\b|\bweek start\b|\b(?:first|`,
      String.raw`1st) day of (?:the |my )?week\b`,
    ).test(flat)
  )
    return null;
  const day = WEEKDAY.exec(flat)?.[1] ?? null;
  if (day === null && !ORDERS.test(flat)) return null;
  return { name: "week_start", value: day, confidence: day === null ? 0.7 : 0.93 };
}

function readPayday({ flat, isQuestion }: Message): SettingReading | null {
  if (
    !pattern(
      "u",
      String.raw`\b(?:pay ?day|pay ?days|(?:i|we) (?:get|am|are|will be|usually get|always get) paid (?:on|`,
      "every|each|the|by|weekly|monthly)|(?:i |we )?(?:get|receive) my (?:salary|pay|wages?|",
      "pay ?check)(?: on| every| the)?|my (?:salary|wages?|pay ?check|pay|paycheck) (?:comes?|",
      "arrives?|lands?|is paid|hits|gets paid|drops|day)(?: in)? ?(?:on|every|the|is)?|salary day|",
      String.raw`paid (?:on|every) (?:the|the last|last)?)\b`,
    ).test(flat)
  )
    return null;
  if (
    isQuestion ||
    pattern(
      "u",
      String.raw`\b(?:spend|spent|until|till|before|after|since|more|spending|left|last|survive|`,
      String.raw`make it)\b(?! (?:day|working|business|friday|weekday))`,
    ).test(flat)
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

function readScale({ flat }: Message): SettingReading | null {
  const isNamed = /\b(?:mood |rating |check in |feeling )?(?:scale|faces|rating)\b/u.test(flat);
  if (!isNamed || !ORDERS.test(flat) || /\bon a scale\b.{0,40}\b(?:i am|feel|feeling)\b/u.test(flat))
    return null;
  const match = pattern(
    "u",
    String.raw`\b(?:[01] ?(?:to|-|and|through|\/|until) ?|out of |of |to |a )?(100|10|7|5|3|ten|seven|`,
    String.raw`five)(?: ?(?:point|points|faces|step|steps|level|levels|star|stars))?\b`,
  ).exec(flat);
  const words: Readonly<Record<string, number>> = { ten: 10, seven: 7, five: 5 };
  const all = [...flat.matchAll(/\b(100|10|7|5|3|ten|seven|five)\b/gu)].map(
    ([digits]) => words[digits] ?? Number(digits),
  );
  const target = /\b(?:instead of|not|rather than|from) (?:the |a )?(?:[01] ?(?:to|-) ?)?\S+/u.exec(flat);
  const chosen = all.length > 1 && target && target.index > (match?.index ?? 0) ? all[0] : all.at(-1);
  if (chosen === undefined && !/\bmood scale\b|\bscale\b.{0,10}\bmood\b/u.test(flat)) return null;
  return { name: "mood_scale", value: chosen ?? null, confidence: chosen === undefined ? 0.75 : 0.9 };
}

function readNotifications({ flat }: Message): SettingReading | null {
  const noun =
    "(?:notifications?|nudg(?:es|e|ing)|alerts?|messages?|pings?|reminders?|" +
    "push(?:es)?(?: notifications)?|prompts?|messaging|pinging|texting|texts|bugging|bothering|" +
    "notify(?:ing)?|sending|spamming|reminding|emails|everything)";
  const off = new RegExp(
    String.raw`\b(?:turn|switch|shut|set|keep|have|want|put|toggle) (?:off|(?:\p{L}+ ){0,4}?off)(?: (?:all|` +
      String.raw`the|my|your|these|those|push|daily|weekly|morning))* ?${noun}\b|\b(?:turn|switch|set|put|` +
      String.raw`toggle) (?:all |the |my |your |these |push )*${noun} off\b|\b${noun} (?:off|to off|` +
      String.raw`be off)\b|\b(?:stop|quit|no more|no|disable|mute|silence|pause|cancel|end|deactivate|kill|` +
      "block|snooze|without|unsubscribe from|get rid of|do not want)(?: (?:all|the|my|your|these|" +
      String.raw`those|me|sending|sending me|any|more|push|with|so many|daily))* ?${noun}\b|` +
      String.raw`\bdo not (?:message|notify|remind|nudge|bother|ping|text|disturb|send me)\b|` +
      String.raw`\b(?:leave me alone|be quiet|shut up|go quiet|stop (?:bothering|messaging|nudging|pinging|` +
      "texting|bugging|notifying|reminding|talking to) me|mute (?:yourself|everything|this|for|" +
      String.raw`until)|pause for|^mute|^pause|^snooze|^silence|^quiet)\b`,
    "u",
  );
  const on = new RegExp(
    String.raw`\b(?:turn|switch|set|put|toggle)(?: (?:all|the|my|your|back|push))* ?(?:on )(?:(?:all|the|` +
      String.raw`my|your|push|daily|weekly) )*${noun}\b|\b(?:turn|switch|set|put|toggle)(?: (?:all|the|my|` +
      String.raw`your|push|daily))* ?${noun}(?: back)? on\b|\b${noun}(?: back)? on\b|\b(?:enable|unmute|` +
      "resume|activate|reactivate|unpause|unsnooze|restart|start|allow)(?: (?:all|the|my|your|" +
      String.raw`sending|me|push))* ?${noun}\b|^(?:unmute|resume|unpause)\b|\b(?:start|resume|` +
      String.raw`keep) (?:messaging|nudging|reminding|notifying|pinging|sending) me\b|\b(?:i want|give me|` +
      String.raw`send me) (?:to get |more |my |the )*(?:notifications|alerts|nudges)\b`,
    "u",
  );
  if (on.test(flat) && !/\b(?:off|stop|do not|disable)\b/u.test(flat))
    return { name: "notifications", value: "on", confidence: 0.9 };
  if (off.test(flat)) return { name: "notifications", value: "off", confidence: 0.9 };
  return /\b(?:change|update|edit|manage) (?:my |the )?notification(?:s| settings)?\b/u.test(flat)
    ? { name: "notifications", value: null, confidence: 0.75 }
    : null;
}

/** The daily question alone; "no notifications" and "no reminders" mean every message. */
function readReminderOff({ flat }: Message): SettingReading | null {
  const isOff = pattern(
    "u",
    String.raw`\b(?:stop|quit|do not|no longer|never) (?:ever )?remind(?:ing)? me\b(?! (?:at|about|of|to (?!`,
    String.raw`check|log|do|track|fill|rate|answer|enter|record|write)))|\b(?:turn|switch|shut) off (?:all |the |`,
    String.raw`my |your |these |daily |check in )*reminders?\b|\b(?:turn|switch) (?:all |the |my |your |these |`,
    String.raw`daily |check in )*reminders? off\b|\b(?:stop|cancel|disable|remove|delete|end) (?:all |the |my |`,
    String.raw`your |these |those |daily |check in )*reminders?\b|^(?:daily |check in )?reminders? (?:to )?off\b`,
  ).test(flat);
  if (!isOff || /\b(?:notifications?|alerts?|nudges?|messages?|everything)\b/u.test(flat)) return null;
  return { name: "reminder_time", value: "off", confidence: 0.92 };
}

function readReminder({ flat }: Message): SettingReading | null {
  const isAsked = pattern(
    "u",
    String.raw`\b(?:remind(?:er|ers)?(?: me)?|check ?in(?: time)?(?: with me)?|ask me|ping me|message me|`,
    "nudge me|text me|prompt me|notify me|morning message|evening message|daily (?:prompt|",
    String.raw`check ?in|message|question)|check on me|send (?:it|me|the \p{L}+|my \p{L}+)|write me|`,
    String.raw`poke me|contact me)\b`,
  ).test(flat);
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

function readCurrency({ flat, context }: Message): SettingReading | null {
  if (
    !/\b(?:currency|currencies)\b/u.test(flat) &&
    !pattern(
      "u",
      String.raw`\b(?:use|switch(?: me| it| everything)? to|show .{0,20}(?:in|as)|display .{0,20}in|`,
      "change (?:it |everything )?to|set (?:it |everything )?to|convert .{0,20}to|i (?:pay|use|",
      "spend|live|think|count) (?:in|with)|amounts in|everything in|put .{0,16}in|work in|",
      String.raw`numbers in|go with|bill me in)\b`,
    ).test(flat)
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
