import type { CorrectTransactionFrame, TransactionChange, TransactionSplit } from "../frame.ts";
import { given, type Message } from "../message.ts";
import { ownWords } from "../sentence.ts";
import { brandMentions, knownCategory } from "../things.ts";

/** Words that say "the one last spoken of". */
const THAT = /^(?:it|that|this|them|that one|this one|the last one|the last|that purchase|this purchase)$/iu;
/** More than the same words have as a purchase: "split off 12.50 as coffee". */
const SURELY = 0.96;
const POLITE = String.raw`^(?:(?:please|ok|okay|also|and|can you|could you|pls) )*`;
const ARTICLE = /^(?:the|that|this|my)\s+/iu;
const THING = /\s+(?:one|thing|purchase|payment|transaction|charge|order)$/iu;

const SPLIT = new RegExp(
  `${POLITE}split\\b(?! (?:by|of my|up my|my|between|the bill|shifts?|second|hair))`,
  "iu",
);
const HALF = /\bhalf\b/u;
/** "30 of that was groceries". */
const PART_OF = new RegExp(
  String.raw`^(?:about |around )?(?:\p{Sc} ?)?(?<amount>half|[\d.,]+)(?: \p{L}{2,4}| \p{Sc})? of (?:it|that|this|the (?<target>.{2,40}?))(?: one| thing)? ` +
    String.raw`(?:is|was|were|went (?:on|to|for)|goes to) (?:for |on |to )?(?<category>[\p{L}&][\p{L} &]{1,30})$`,
  "u",
);
const NOTE = new RegExp(
  `${POLITE}(?<add>(?:add|put|make|write|leave) )?(?:an? |the |my )?note(?: (?:on|to|for|with|about|at) (?<target>[^:]{2,40}?))?` +
    String.raw`\s*(?:[:–—]|\s-\s|,)\s*(?<note>\S[\s\S]*)$`,
  "iu",
);
const RENAME = new RegExp(`${POLITE}rename (?<target>.{2,60}?) (?:to|as|into) (?<name>.{1,60})$`, "iu");
const CALL = new RegExp(
  `${POLITE}(?:call|name) (?!(?:me|it|that|this|them|these|those|the|my|you|us|him|her|a|an|in|back|off|for|on|to|of|mum|mom|dad)\\b)` +
    String.raw`(?<words>\S+(?:\s+\S+){1,6}?)(?: from now on)?(?:,? please)?$`,
  "iu",
);
/** How a bank writes: letters in capitals, or signs and digits among them. */
const BANK_LIKE = /(?:^|\s)(?:[A-Z]{3,}|\S*[*\d#]\S*)(?=\s|$)/u;

/** What is said of a transaction beyond a verdict: a part of it, a note, another name for the merchant. */
export function readOwnWords(message: Message): CorrectTransactionFrame | null {
  if (message.isQuestion && !/^(?:can|could) you\b/u.test(message.flat)) return null;
  return readSplit(message) ?? readNote(message) ?? readRename(message);
}

function readSplit({ flat, timeless, amounts, sentence }: Message): CorrectTransactionFrame | null {
  const part = PART_OF.exec(flat);
  if (part?.groups !== undefined) {
    const category = knownCategory(part.groups.category ?? "");
    const amount = amounts[0]?.value;
    if (category === null || (part.groups.amount !== "half" && amount === undefined)) return null;
    const split = part.groups.amount === "half" ? { is_half: true as const } : { amount };
    return frame(part.groups.target, { split: given({ ...split, category }) }, SURELY);
  }
  const begin = SPLIT.exec(flat);
  if (begin === null) return null;
  const half = HALF.exec(flat);
  const [amount] = amounts;
  const said = amount ?? (half === null ? null : { start: half.index, end: half.index + half[0].length });
  if (said === null) {
    const rest = flat.slice(begin[0].length).trim();
    const isBare = rest === "" || THAT.test(rest) || THING.test(` ${rest}`) || ARTICLE.test(rest);
    return isBare ? frame(rest, { split: {} }, 0.8) : null;
  }
  const between = { start: begin[0].length, end: said.start };
  const target = ownWords(sentence, between)
    .replace(/^(?:off|out|up|from)\b\s*/iu, "")
    .replace(/\s+(?:in|into)$/iu, "");
  const after = flat
    .slice(said.end)
    .replace(/^[ ,:]*(?:(?:of (?:it|that|this)|as|for|to|into|was|is|on|off)\b ?)*/u, "");
  const from = / from (?<target>.{2,40})$/u.exec(after);
  const words = (from === null ? after : after.slice(0, from.index)).trim();
  const category = words === "" ? null : (knownCategory(timeless.slice(said.end)) ?? words);
  const split: TransactionSplit = given({
    amount: amount?.value ?? null,
    is_half: amount === undefined ? (true as const) : null,
    category,
  });
  return frame(target === "" ? from?.groups?.target : target, { split }, SURELY);
}

function readNote({ sentence }: Message): CorrectTransactionFrame | null {
  const groups = NOTE.exec(sentence.text)?.groups;
  if (groups?.note === undefined) return null;
  if (/^(?:self|me|myself|you|today|yesterday)\b/iu.test(groups.target ?? "")) return null;
  // A bare "note: …" is one of a check-in.
  if (groups.add === undefined && groups.target === undefined) return null;
  return frame(groups.target, { note: groups.note.trim() }, SURELY);
}

function readRename({ sentence, timeless, periods }: Message): CorrectTransactionFrame | null {
  const renamed = RENAME.exec(sentence.text)?.groups;
  if (renamed?.name !== undefined) return frame(renamed.target, { merchant: unquoted(renamed.name) }, SURELY);
  const words = CALL.exec(sentence.text)?.groups?.words;
  if (words === undefined || periods.spans.length > 0 || /[?!,.:]/u.test(words)) return null;
  const isShouted = words === words.toUpperCase();
  if (isShouted || !(BANK_LIKE.test(words) || brandMentions(timeless).length > 0)) return null;
  return frame(undefined, { merchant: unquoted(words) }, 0.85);
}

function unquoted(words: string): string {
  return words.trim().replace(/^["'“‘]|["'”’]$/gu, "");
}

function frame(
  said: string | undefined,
  change: TransactionChange,
  confidence: number,
): CorrectTransactionFrame {
  const bare = said?.trim() ?? "";
  const named = THAT.test(bare) ? "" : bare.replace(ARTICLE, "").replace(THING, "");
  const target = named === "" ? null : named;
  return { intent: "correct_transaction", slots: given({ target, change }), confidence, tier: null };
}
