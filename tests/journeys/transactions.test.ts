import { expect, test } from "vitest";
import { testDatabase } from "../support/database.ts";
import { CLOTHES, COFFEE, GROCERIES, type PayingChat, payingChat } from "../support/payments.ts";

const { db } = await testDatabase();

const labels = (chat: PayingChat) => chat.sent.at(-1)?.buttons.map(({ label }) => label);

async function withSome(): Promise<PayingChat> {
  const chat = await payingChat(db);
  await chat.paid("2026-10-12", "Daily Basket", "61.20", { ...GROCERIES, isDiscretionary: false });
  await chat.paid("2026-11-02", "Streamly", "9.99", { category: "ENTERTAINMENT", isRecurring: true });
  await chat.paid("2026-11-18", "Daily Basket", "48.10", { ...GROCERIES, isDiscretionary: false });
  await chat.paid("2026-11-19", "Uniqlo", "89.90", {
    ...CLOTHES,
    isDiscretionary: true,
    discretionaryProbability: 0.9,
    notes: "winter coat",
  });
  await chat.paid("2026-11-21", "Kiosk Kyoto", "900", { currency: "JPY", category: null });
  await chat.paid("2026-11-22", "Tall Pine", "4.50", { ...COFFEE, pending: true });
  await chat.paid("2026-11-23", "Acme Works", "-3000", { category: "INCOME", subcategory: "INCOME_SALARY" });
  await chat.paid("2026-11-23", "To savings", "200", {
    category: "TRANSFER_OUT",
    subcategory: "TRANSFER_OUT_SAVINGS",
  });
  await chat.paid("2026-11-20", "Odds Bazaar", "30", {
    category: "GENERAL_MERCHANDISE",
    isDiscretionary: true,
    discretionaryProbability: 0.55,
  });
  return chat;
}

test("the list: newest first, numbered, each in its own currency with its category and marks", async () => {
  const chat = await withSome();
  const first = await chat.say("/transactions");
  expect(first.split("\n").filter((line) => /^\d\./.test(line))).toEqual([
    expect.stringMatching(
      /^1\. (?:\$3,000 from Acme Works, today: salary\.|\$200 moved, To savings, today: to savings\.)$/,
    ),
    expect.stringMatching(
      /^2\. (?:\$3,000 from Acme Works, today: salary\.|\$200 moved, To savings, today: to savings\.)$/,
    ),
    "3. $4.50 at Tall Pine, yesterday: coffee, still pending.",
    "4. ¥900 at Kiosk Kyoto, 21 November: no category yet.",
    "5. $30 at Odds Bazaar, 20 November: shopping, maybe a choice.",
    '6. $89.90 at Uniqlo, 19 November: clothes, a choice, "winter coat".',
    "7. $48.10 at Daily Basket, 18 November: groceries, a need.",
    "8. $9.99 at Streamly, 2 November: entertainment, comes back.",
  ]);
  expect(first).toMatch(/^All transactions: 1 to 8 of 9, newest first\./);
  expect(labels(chat)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "earlier", "why?"]);
  expect(await chat.say("why?")).toMatch(/own currency[\s\S]*Amex/);
});

test("given a page turned, then it takes the place of the one before, there and back", async () => {
  const shown = new Map<string, string>();
  const chat = await payingChat(db, { shown });
  for (let day = 1; day <= 20; day++) {
    await chat.paid(`2026-11-${String(day).padStart(2, "0")}`, `Shop ${day}`, "10", GROCERIES);
  }
  await chat.say("/transactions");
  const count = shown.size;
  expect(await chat.tap("earlier")).toMatch(/: 9 to 16 of 20/);
  expect(await chat.tap("earlier")).toMatch(/: 17 to 20 of 20[\s\S]*4\. \$10 at Shop 1, 1 November/);
  expect(labels(chat)).toEqual(["1", "2", "3", "4", "newer", "why?"]);
  expect(await chat.tap("newer")).toMatch(/: 9 to 16 of 20/);
  expect(shown.size).toBe(count);
  const old = chat.sent.at(-1)?.buttons.find(({ label }) => label === "earlier")?.token ?? "";
  await chat.say("/transactions shop 20");
  expect(await chat.tapToken(old)).toBe("That was an earlier list. /transactions shows a new one.");
});

test.each([
  ["uniqlo", /^Uniqlo: 1, newest first\.\n1\. \$89\.90/],
  ["groceries", /^Groceries: 2, /],
  ["groceries last month", /^Groceries, October 2026: 1, newest first\.\n1\. \$61\.20/],
  ["over 50", /^From \$50: 4, [\s\S]*\$200[\s\S]*¥900[\s\S]*\$89\.90[\s\S]*\$61\.20/],
  ["over $50", /^From \$50: 3, /],
  ["between 4 and 10", /^From \$4, up to \$10: 2, /],
  ["subscriptions", /^What comes back: 1, newest first\.\n1\. \$9\.99 at Streamly/],
  ["unclear", /^What I'm not sure of: 2, [\s\S]*Kiosk Kyoto[\s\S]*Odds Bazaar/],
  ["pending", /^Still pending: 1, [\s\S]*Tall Pine/],
  ["extras", /^Choices: 4, [\s\S]*Tall Pine[\s\S]*Odds Bazaar[\s\S]*Uniqlo[\s\S]*Streamly/],
  ["choices", /^Choices: 4, /],
  ["transfers", /^Moved between your own accounts: 1, newest first\.\n1\. \$200 moved, To savings/],
  ["jpy", /^In JPY: 1, newest first\.\n1\. ¥900 at Kiosk Kyoto/],
  ["in yen last week", /^In JPY, Monday 16 to Sunday 22 November: 1, /],
  ["needs", /^Needs: 3, [\s\S]*Kiosk[\s\S]*Daily Basket[\s\S]*Daily Basket/],
  ["salary", /^Salary: 1, [\s\S]*Acme Works/],
  ["kyoto", /^Kiosk Kyoto: 1, /],
])("given /transactions %s, then just these are shown", async (said, shown) => {
  const chat = await withSome();
  expect(await chat.say(`/transactions ${said}`)).toMatch(shown);
});

test.each([
  ["show my transactions", /^All transactions: 1 to 8 of 9, newest first\./],
  ["my transactions", /^All transactions: 1 to 8 of 9, newest first\./],
  ["show me my last 5 transactions", /^All transactions: 1 to 8 of 9, newest first\./],
  ["my last 5 payments", /^All transactions: 1 to 8 of 9, newest first\./],
  ["what cost more than $60 last week?", /^From \$60, Monday 16 to Sunday 22 November: 1, [\s\S]*Uniqlo/],
  ["show my transactions over 100", /^From \$100: 2, [\s\S]*\$200 moved[\s\S]*¥900/],
  ["see my purchases over $50", /^From \$50: 3, newest first\./],
  ["transactions over 100", /^From \$100: 2, /],
  ["Which transactions were over 100?", /^From \$100: 2, /],
  ["how many purchases over $50 did I make?", /^From \$50: 3, /],
  ["show me everything under $5", /^Up to \$5: 1, [\s\S]*\$4\.50 at Tall Pine/],
  ["can I see my transactions between 4 and 10", /^From \$4, up to \$10: 2, /],
  [
    "list my payments at Daily Basket last month",
    /^Daily Basket, October 2026: 1, newest first\.\n1\. \$61\.20/,
  ],
  ["show my grocery transactions this month, please", /^Grocery, November 2026: 1, [\s\S]*\$48\.10/],
  ["show my income", /^Income: 1, [\s\S]*Acme Works/],
  ["show my income over 2000", /^Income, from \$2,000: 1, [\s\S]*Acme Works/],
  ["show my income over 4000", /^Income, from \$4,000: none\./],
  ["show my payments yesterday", /^Yesterday, Sunday 22 November: 1, [\s\S]*Tall Pine/],
])(
  "given '%s', then the list of just these is shown, and nothing is taken for a payment",
  async (said, shown) => {
    const chat = await withSome();
    const before = await chat.everything();
    expect(await chat.say(said)).toMatch(shown);
    expect(await chat.everything()).toEqual(before);
  },
);

test.each([
  [
    "show my refunds",
    /^Refunds: 2, newest first\.\n1\. \$30 back from Bazaarly[\s\S]*2\. \$15 back from Uniqlo/,
  ],
  ["list my refunds from Uniqlo", /^Uniqlo, refunds: 1, [\s\S]*\$15/],
  ["show my refunds over 20", /^Refunds, from \$20: 1, [\s\S]*Bazaarly/],
])("given refunds, when asked '%s', then they are shown by what came back", async (said, shown) => {
  const chat = await withSome();
  await chat.paid("2026-11-20", "Uniqlo", "-15", CLOTHES);
  await chat.paid("2026-11-21", "Bazaarly", "-30", CLOTHES);
  expect(await chat.say(said)).toMatch(shown);
});

test.each([
  ["show my biggest purchases", /^The largest: \$89\.90 at Uniqlo/],
  ["show my purchases by category", /^\$/],
  ["show my recurring payments", /comes back|subscription/i],
  ["did I spend more than 50 on clothes last week?", /\$89\.90/],
  ["how much did I spend last week?", /^\$/],
  ["what did I buy last week?", /\$89\.90 at Uniqlo/],
])("given '%s', then it has the answer of its own", async (said, shown) => {
  const chat = await withSome();
  const answer = await chat.say(said);
  expect(answer).toMatch(shown);
  expect(answer).not.toContain("newest first");
});

test("given a shop that is called by a number, then it is found by its name", async () => {
  const chat = await payingChat(db);
  await chat.paid("2026-11-19", "Shop 7", "12");
  await chat.paid("2026-11-19", "Shop 8", "7");
  expect(await chat.say("/transactions shop 7")).toMatch(/^Shop 7: 1, newest first\.\n1\. \$12 at Shop 7/);
});

test("given words that nothing fits, or days without any, then that is said with what to try", async () => {
  const chat = await withSome();
  expect(await chat.say("/transactions unicolo")).toBe(
    'I find no payment and no kind of spending called "unicolo". Near it there is Uniqlo.',
  );
  expect(await chat.say("/transactions qqqq")).toMatch(/called "qqqq"\. \/transactions shows all/);
  expect(await chat.say("/transactions uniqlo in march")).toBe(
    "Uniqlo, March 2026: none. /transactions shows all of them.\nFrom Amex, up to date as of 18:00.",
  );
  expect(await chat.say("/transactions uniqlo in 2025")).toMatch(/^Uniqlo, 2025: none\./);
});

test("given a list, then it says how fresh it is", async () => {
  const chat = await withSome();
  expect(await chat.say("/transactions over 100")).toContain("From Amex, up to date as of 18:00.");
  chat.clock.now = new Date("2026-11-27T18:00:00Z");
  expect(await chat.say("/transactions over 100")).toMatch(
    /From Amex, known in full through \w+day \d+ November\./,
  );
});

test("given a merchant with a very long name, then it is cut in lists and sentences, and longer on the bank's line", async () => {
  const chat = await payingChat(db);
  const name = `Trattoria ${"Very Long ".repeat(12)}Name`;
  await chat.paid("2026-11-19", name, "12", { rawName: name.toUpperCase().replace("NAME", "NAME 1") });
  const listed = await chat.say("/transactions trattoria");
  expect(listed).toMatch(/^Trattoria Very .{0,40}…: 1, /);
  expect(listed).toMatch(/1\. \$12 at Trattoria Very .{0,40}…, 19 November/);
  expect(await chat.say("1")).toMatch(/where it reads: TRATTORIA (?:VERY LONG ){9}/);
});

test("given nobody's account, then it is said how some could come", async () => {
  const chat = await payingChat(db);
  expect(await chat.say("/transactions")).toMatch(/^No transaction has arrived yet\./);
});

test("given a number, then one is opened with all that is known, each thing once", async () => {
  const chat = await payingChat(db);
  await chat.paid("2026-11-19", "Uniqlo", "89.90", {
    ...CLOTHES,
    rawName: "UNIQLO SOHO 0123 NEW YORK",
    sourceCategory: "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES",
    timestamp: new Date("2026-11-19T22:32:00Z"),
    timeKnown: true,
    isDiscretionary: true,
    discretionaryProbability: 0.9,
    discretionaryReason: {
      kind: "usual-of-category",
      category: "GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES",
    },
    impulseProbability: 0.6,
    impulseReasons: { kind: "signs", signs: ["newMerchant", "lateHour"] },
    notes: "winter coat",
    pending: true,
  });
  await chat.say("/transactions");
  expect(await chat.say("1")).toBe(
    "$89.90 at Uniqlo, Thursday 19 November, 22:32.\n" +
      "From Amex, where it reads: UNIQLO SOHO 0123 NEW YORK.\n" +
      "Clothes, by your bank's category.\n" +
      "A choice. Spending on clothes usually counts as a choice, until you say otherwise.\n" +
      "A possible impulse. Signs of it: a place new to you and late in the evening. A guess by rule, not a verdict.\n" +
      "Your note: winter coat\n" +
      "Still pending, so its amount may change.",
  );
  expect(labels(chat)).toEqual(["another category", "it was a need", "it comes back", "note", "split"]);
  expect(await chat.tap("it was a need")).toMatch(/^Changed: Uniqlo, 19 November, \$89\.90 is now a need\./);
  await chat.say("/transactions");
  expect(await chat.say("1")).toContain("A need. You said so yourself.");
  expect(labels(chat)).toEqual([
    "another category",
    "it was a choice",
    "it comes back",
    "note",
    "split",
    "undo",
  ]);
  await chat.tap("note");
  expect(await chat.say("note on it: for Oslo")).toMatch(/^Noted with Uniqlo/);
});

test("given an open question, then its answers keep the numbers and a list is opened by words", async () => {
  const chat = await withSome();
  await chat.say("/checkin");
  expect(await chat.say("/transactions")).toMatch(
    /Say "open 1" to open one; a number alone answers the question/,
  );
  expect(await chat.say("open 3")).toMatch(/^\$4\.50 at Tall Pine/);
  expect(await chat.say("3")).toMatch(/Energy right now/);
});

test("given a sentence that asks for a list, then what it names can be corrected by 'that'", async () => {
  const chat = await withSome();
  expect(await chat.say("show my transactions at Uniqlo")).toMatch(/\$89\.90 at Uniqlo/);
  expect(await chat.say("that was a need")).toMatch(/^Changed: Uniqlo/);
});

test("given a sample person, then their rows are shown and can be corrected like their check-ins", async () => {
  const chat = await payingChat(db);
  await chat.say("/sample maya");
  for (const answer of ["skip", "skip", "skip"]) await chat.say(answer);
  expect(await chat.say("/transactions groceries")).toMatch(/^Groceries: 1 to 8 of \d+/);
  await chat.say("1");
  expect(await chat.tap("it was a choice")).toMatch(/is now a choice\./);
  expect(await chat.tap("undo")).toMatch(/^Taken back/);
  expect(await chat.say("/transactions uniqlo")).toMatch(/I find no payment/);
});
