import type { Message } from "../message.ts";
import { ORDERS } from "../orders.ts";
import { pattern } from "../pattern.ts";
import { knownCategory, readThings } from "../things.ts";
import type { SettingReading } from "./set-setting.ts";

/** A monthly or a category budget: "set my budget to 1200", "limit takeout to 100 a month". */
export function readBudget(message: Message): SettingReading | null {
  const { timeless, flat, amounts } = message;
  const isBudget = pattern(
    "u",
    String.raw`\b(?:budgets?|budgeting|spending (?:limit|cap|goal|target)|(?:monthly|weekly) (?:limit|cap|`,
    String.raw`allowance|target)|limit|cap|allowance)\b`,
  ).test(timeless);
  const isLimit = pattern(
    "u",
    String.raw`\b(?:limit (?:me|my|myself)|cap (?:my|me|it)?|no more than|at most|max(?:imum)?(?: of)?|`,
    "keep .{0,30}(?:under|below|to|within)|(?:want|like|plan|going|try|trying|aim|",
    "aiming) to (?:only )?spend (?:no more|less|only|max|under|at most|up to|about)?|",
    "only (?:want|allow) .{0,20}spend|(?:do not|never|can not) (?:want to |let me |",
    "like to )*spend (?:more than|over|above|any more than)|spend (?:no more|max|at most|",
    String.raw`less than|under|up to))\b`,
  ).test(timeless);
  const amount = amounts[0];
  if (!isBudget && !(isLimit && amount)) return null;
  if (
    pattern(
      "u",
      String.raw`\b(?:left|remaining|on track|over budget|under budget|within budget|in budget|blew|`,
      String.raw`went over|afford|status|stay)\b`,
    ).test(flat)
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
