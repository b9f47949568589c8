import type { Example } from "./example.ts";

const not = { is_discretionary: false };
const fun = { is_discretionary: true };
const repeats = { is_recurring: true };
const once = { is_recurring: false };

export const CORRECTIONS: readonly Example[] = [
  [
    "that uniqlo thing wasn't discretionary, winter coat",
    "correct_transaction",
    { target: "uniqlo", change: not },
  ],
  ["that wasn't discretionary", "correct_transaction", { change: not }],
  ["that wasnt discretionery", "correct_transaction", { change: not }],
  ["not discretionary", "correct_transaction", { change: not }],
  ["the pharmacy one was necessary", "correct_transaction", { target: "pharmacy", change: not }],
  ["that was essential", "correct_transaction", { change: not }],
  ["the car repair wasn't optional", "correct_transaction", { target: "car repair", change: not }],
  ["that amazon order was a need not a want", "correct_transaction", { target: "amazon", change: not }],
  ["mark the ikea purchase as essential", "correct_transaction", { target: "ikea", change: not }],
  ["i needed that", "correct_transaction", { change: not }],
  ["the zara thing was an impulse buy", "correct_transaction", { target: "zara", change: fun }],
  ["that was a treat", "correct_transaction", { change: fun }],
  ["that wasn't essential", "correct_transaction", { change: fun }],
  [
    "mark yesterday's starbucks as discretionary",
    "correct_transaction",
    { target: "starbucks", change: fun },
  ],
  ["the asos order was discretionary", "correct_transaction", { target: "asos", change: fun }],
  ["that's a subscription", "correct_transaction", { change: repeats }],
  ["thats a subscription", "correct_transaction", { change: repeats }],
  ["thats a subscripton btw", "correct_transaction", { change: repeats }],
  ["netflix is a subscription", "correct_transaction", { target: "netflix", change: repeats }],
  ["the gym payment is recurring", "correct_transaction", { target: "gym", change: repeats }],
  ["mark spotify as recurring", "correct_transaction", { target: "spotify", change: repeats }],
  ["it's a monthly thing", "correct_transaction", { change: repeats }],
  ["not a subscription", "correct_transaction", { change: once }],
  ["that's not a subscription", "correct_transaction", { change: once }],
  ["the audible charge isn't recurring", "correct_transaction", { target: "audible", change: once }],
  ["that was a one-off", "correct_transaction", { change: once }],
  ["no that was just one time", "correct_transaction", { change: once }],
  ["call it groceries", "correct_transaction", { change: { category: "groceries" } }],
  ["call that takeout", "correct_transaction", { change: { category: "takeout" } }],
  ["call it grocerys pls", "correct_transaction", { change: { category: "groceries" } }],
  ["that should be groceries", "correct_transaction", { change: { category: "groceries" } }],
  [
    "the target one should be under household",
    "correct_transaction",
    { target: "target", change: { category: "household" } },
  ],
  [
    "move the amazon charge to gifts",
    "correct_transaction",
    { target: "amazon", change: { category: "gifts" } },
  ],
  ["change that to eating out", "correct_transaction", { change: { category: "eating out" } }],
  [
    "can you put the costco one under groceries",
    "correct_transaction",
    { target: "costco", change: { category: "groceries" } },
  ],
  [
    "recategorize uber as transport",
    "correct_transaction",
    { target: "uber", change: { category: "transport" } },
  ],
  ["that was groceries not takeout", "correct_transaction", { change: { category: "groceries" } }],
  ["that's coffee", "correct_transaction", { change: { category: "coffee" } }],
  ["file it under travel", "correct_transaction", { change: { category: "travel" } }],
  [
    "the tesco charge is groceries",
    "correct_transaction",
    { target: "tesco", change: { category: "groceries" } },
  ],
  ["SHOULD BE ENTERTAINMENT", "correct_transaction", { change: { category: "entertainment" } }],
  ["it was a choice", "correct_transaction", { change: fun }],
  ["split 30 groceries", "correct_transaction", { change: { split: { amount: 30, category: "groceries" } } }],
  [
    "split off 12.50 as coffee",
    "correct_transaction",
    { change: { split: { amount: 12.5, category: "coffee" } } },
  ],
  [
    "split the uniqlo one: 30 groceries",
    "correct_transaction",
    { target: "uniqlo", change: { split: { amount: 30, category: "groceries" } } },
  ],
  ["split it in half", "correct_transaction", { change: { split: { is_half: true } } }],
  ["split it", "correct_transaction", { change: { split: {} } }],
  [
    "30 of that was groceries",
    "correct_transaction",
    { change: { split: { amount: 30, category: "groceries" } } },
  ],
  ["add a note: birthday", "correct_transaction", { change: { note: "birthday" } }],
  [
    "note on the uniqlo one: winter coat",
    "correct_transaction",
    { target: "uniqlo", change: { note: "winter coat" } },
  ],
  [
    "rename AMZN Mktp to Amazon",
    "correct_transaction",
    { target: "AMZN Mktp", change: { merchant: "Amazon" } },
  ],
];
