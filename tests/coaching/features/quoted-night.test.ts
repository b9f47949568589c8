import { expect, test } from "vitest";
import { holdsAsSaid } from "../../../coaching/features/quoted-night.ts";

test("given a night that turned out a quarter of an hour longer or shorter, then what was said holds; a minute more, and it does not", () => {
  expect([325, 340, 355].map((now) => holdsAsSaid(340, now))).toEqual([true, true, true]);
  expect([324, 356].map((now) => holdsAsSaid(340, now))).toEqual([false, false]);
});
