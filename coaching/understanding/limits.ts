import { cleanText, plainLetters } from "./normalise.ts";

/** What the coach does not advise on. */
export type AdviceLimit = "medication" | "medical" | "investment" | "tax" | "debt";
/** What somebody tells that nothing is made of: no message is ever about it. */
export type Disclosure = "pregnancy" | "eating" | "control";

/** Asking what to do, or what something is; asking what was spent on it is another thing. */
const ASKS =
  /\b(?:should (?:i|we|my)|shall (?:i|we)|can (?:i|we)|could (?:i|we)|may i|do (?:i|we) (?:need|have) to|is it (?:\w+ )?(?:ok|okay|safe|wise|smart|worth|good|bad|normal|legal|better|dangerous|time)|what should|which \w+(?: \w+)? should|would you|do you (?:recommend|think|advise|suggest)|(?:can|could) you (?:recommend|advise|suggest|help)|any advice|advice on|recommend|how (?:do|can|should) (?:i|we)|what'?s the best|best way|good idea|worth (?:it|buying|taking|investing)|how (?:much|many) \w+(?: \w+)? (?:should|can) i)\b/;

const MEDICATION =
  /\b(?:medications?|medicines?|meds|antidepressants?|ssris?|sertraline|prozac|fluoxetine|lexapro|zoloft|xanax|valium|adderall|ritalin|vyvanse|melatonin|sleeping (?:pills?|tablets?)|pain ?killers?|dos(?:e|es|age)|prescription|ibuprofen|statins?|beta blockers?|lithium|insulin|ozempic|magnesium|supplements?|st john'?s wort)\b/;

const CONDITION = String.raw`(?:depress(?:ion|ed)|burn ?out|burned out|burnt out|bipolar|manic|mania|adhd|autis(?:m|tic)|ptsd|ocd|anxiety disorder|sleep apn(?:o)?ea|insomnia|arrhythmia|afib|a ?fib|covid|flu|diabet(?:es|ic)|an(?:a)?emi(?:a|c)|thyroid|heart (?:attack|disease|problem|condition|failure)|disease|disorder|illness|ill|infection|cancer|chronic fatigue|menopause|overtrain(?:ing|ed))`;
const MEDICAL =
  String.raw`\b(?:do i have|have i got|could (?:this|it|that|i) (?:be|have)|am i|is (?:this|that|it)|does (?:this|that|it|my \w+(?: \w+)?) mean|sign of|signs of|symptoms? of|diagnose)\b.{0,60}\b` +
  CONDITION +
  String.raw`\b|\b(?:see|call|go to) (?:a |the |my )?(?:doctor|gp|physician|hospital|er)\b.{0,40}\?|\bdiagnose me\b`;

const INVESTMENT =
  /\b(?:invest(?:ing|ment|ments)?|stocks?|shares|etfs?|index funds?|bonds?|bitcoin|btc|ethereum|crypto(?:currency)?|401 ?k|roth|ira|pension(?: fund)?|gold|forex|day trad\w+|options trading|nfts?|s&p 500|robo.?advis\w+)\b/;
const TAX =
  /\b(?:tax(?:es)?|deduct(?:ible|ion|ions)?|write (?:it |this |that )?off|tax return|hmrc|irs|vat)\b/;
const DEBT =
  /\b(?:consolidat\w+|bankruptcy|bankrupt|debt (?:relief|settlement|management|collectors?)|(?:payday |personal )?loans?|refinanc\w+|remortgag\w+|balance transfer|pay (?:off|down) (?:my |the )?(?:debts?|credit cards?|loans?|cards?)|overdraft|klarna|borrow(?:ing)?)\b/;

const PREGNANCY =
  /\b(?:(?:i'?m|i am|we'?re|we are) (?:\w+ ){0,3}(?:pregnant|expecting a baby)|had a miscarriage|miscarried|(?:my|our) miscarriage)\b/;
const EATING =
  /\b(?:(?:i have|i've (?:got|had)|i had|i struggle with|struggling with|recovering from|my) (?:an? )?(?:eating disorder|anorexia|bulimia|binge eating)|i(?:'ve| have)? (?:been )?(?:purg(?:ed|ing)|starving myself|making myself (?:sick|throw up|vomit))|i made myself (?:sick|throw up|vomit)|i'?m (?:anorexic|bulimic))\b/;
const RELATIVE =
  "my (?:partner|husband|wife|boyfriend|girlfriend|ex|fianc(?:e|ee)|dad|father|mum|mom|mother|parents?|family)";
const OWN_MONEY =
  "(?:all )?(?:of )?(?:my|our|the) (?:own |bank |debit |credit )?(?:money|spending|salary|wages?|pay|accounts?|cards?|finances|allowance)";
const CONTROL = new RegExp(
  `\\b${RELATIVE} (?:(?:controls?|takes?|took|has taken|keeps?|checks?|monitors?) ${OWN_MONEY}|(?:won't|doesn't|does not|never) (?:let|lets|give|gives) .{0,30}${OWN_MONEY})\\b`,
);

const medical = new RegExp(MEDICAL);

/** The advice that a question wants and the coach does not give; null for every other sentence. */
export function adviceLimit(text: string): AdviceLimit | null {
  const plain = plainSentence(text);
  if (medical.test(plain)) return "medical";
  if (!ASKS.test(plain)) return null;
  if (MEDICATION.test(plain)) return "medication";
  if (INVESTMENT.test(plain)) return "investment";
  if (TAX.test(plain)) return "tax";
  return DEBT.test(plain) ? "debt" : null;
}

/** What a sentence discloses that no message will ever be about; null for every other sentence. */
export function disclosure(text: string): Disclosure | null {
  const plain = plainSentence(text);
  if (CONTROL.test(plain)) return "control";
  if (EATING.test(plain)) return "eating";
  return PREGNANCY.test(plain) ? "pregnancy" : null;
}

function plainSentence(text: string): string {
  return plainLetters(cleanText(text)).replace(/[\u2018\u2019]/g, "'");
}
