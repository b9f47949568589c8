import { describe, expect, test } from "vitest";
import { emptyDay } from "../../../coaching/model/days.ts";
import { addDays, eachDay } from "../../../coaching/model/local-date.ts";
import { eveningOf, isWishDue } from "../../../coaching/plans/wish-due.ts";
import { matchWish } from "../../../coaching/plans/wish-match.ts";

const PARKED_ON = "2026-11-26";
const parkedAt = new Date("2026-11-26T21:40:00Z");

/** Twenty nights of seven hours before, then these, from the night after it was parked on. */
function nights(...after: readonly (number | null)[]) {
  const before = eachDay(addDays(PARKED_ON, -19), PARKED_ON).map((date) => ({
    ...emptyDay(date),
    sleepMinutes: 420,
  }));
  return [
    ...before,
    ...after.map((sleepMinutes, index) => ({ ...emptyDay(addDays(PARKED_ON, index + 1)), sleepMinutes })),
  ];
}

function due(after: readonly (number | null)[], zone = "UTC", at = parkedAt) {
  const today = addDays(PARKED_ON, after.length);
  return isWishDue(at, nights(...after), { today, zone, needMinutes: 450 });
}

describe("given a wish parked on an evening", () => {
  test.each([
    ["that evening itself", [], false],
    ["after a normal night", [415], true],
    ["after a short night", [340], false],
    ["after a night an hour under the usual", [360], false],
    ["after a short night and a normal one", [300, 430], true],
    ["after a normal night that was followed by a short one", [430, 300], true],
    ["after short nights only", [300, 310, 320, 330, 300], false],
    ["two days later without a night", [null, null], false],
    ["three days later without a night", [null, null, null], true],
    ["three days later with a short night known", [300, null, null], false],
  ])("when it is %s, then due is %s → %s", (_, after, isDue) => {
    expect(due(after)).toBe(isDue);
  });

  test("when it was parked at two in the night, then the night it was parked in counts", () => {
    // 02:00 in Berlin on the 27th.
    const late = new Date("2026-11-27T01:00:00Z");
    expect(eveningOf(late, "Europe/Berlin")).toBe("2026-11-26");
    expect(due([420], "Europe/Berlin", late)).toBe(true);
  });

  test("when the clocks change in that night, then its evening is the same", () => {
    expect(eveningOf(new Date("2026-10-25T00:30:00Z"), "Europe/London")).toBe("2026-10-24");
    expect(eveningOf(new Date("2026-03-29T01:30:00Z"), "Europe/London")).toBe("2026-03-28");
  });

  test("when somebody's nights are short for anyone, then one as long as theirs are is normal", () => {
    const short = nights(340, 350).map((day) => ({
      ...day,
      sleepMinutes: day.sleepMinutes === 420 ? 345 : day.sleepMinutes,
    }));
    const at = { zone: "UTC", needMinutes: 450 };
    expect(isWishDue(parkedAt, short.slice(0, -1), { ...at, today: "2026-11-27" })).toBe(false);
    expect(isWishDue(parkedAt, short, { ...at, today: "2026-11-28" })).toBe(true);
  });
});

describe("given payments since a wish was parked", () => {
  const wish = { what: "the Sony headphones", amountMinor: 18_000, currency: "USD" };
  const paid = (name: string | null, amountMinor: number, currency = "USD") => ({
    name,
    amountMinor,
    currency,
  });

  test("then those of its price, give or take 1 %, in its currency fit, and a shared word goes first", () => {
    const rows = [
      paid("Grocer", 18_180),
      paid("SONY STORE", 17_820),
      paid("Sony Store", 18_181),
      paid("Sony Store", 17_819),
      paid("Sony Store", 18_000, "EUR"),
      paid(null, 18_000),
    ];
    expect(matchWish(wish, rows).map(({ name }) => name)).toEqual(["SONY STORE", "Grocer", null]);
  });
});
