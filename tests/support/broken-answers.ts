import type { Random } from "../../coaching/model/random.ts";

const ODD: readonly unknown[] = [
  null,
  undefined,
  "",
  " ",
  "0",
  "-1",
  "1e999",
  "NaN",
  "255",
  "9999-12-31T23:59:59+14:00",
  "0001-01-01",
  "0024-11-10T00:00:00Z",
  "2026-11-10T24:00:00Z",
  "-99999s",
  "+99:99",
  "Z",
  "9999999999999999999999",
  "2026-02-30",
  "2026-11-10T25:00:00Z",
  "10432",
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  -1,
  0.5,
  255,
  1e308,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 2,
  true,
  [],
  {},
  [[]],
  "\u0000\ud800",
  JSON.parse('{"__proto__":{"day":"2026-11-10"}}'),
];

/** A JSON value in which some parts are others: replaced, taken away, doubled, or put in place of another. */
export function breakAnswer(value: unknown, random: Random): unknown {
  const times = 1 + Math.floor(random() * 4);
  let broken = value;
  for (let time = 0; time < times; time += 1) broken = breakOnce(broken, random);
  return broken;
}

function breakOnce(value: unknown, random: Random): unknown {
  const any = <Of>(list: readonly Of[]) => list[Math.floor(random() * list.length)];
  if (typeof value !== "object" || value === null || random() < 0.02) return any(ODD);
  if (Array.isArray(value)) {
    const copy: unknown[] = [...value];
    const at = Math.floor(random() * copy.length);
    const chance = random();
    if (chance < 0.1) copy.splice(at, 1);
    else if (chance < 0.2) copy.splice(at, 0, copy[Math.floor(random() * copy.length)]);
    else copy[at] = breakOnce(copy[at], random);
    return copy;
  }
  const held: Readonly<Record<string, unknown>> = { ...value };
  const key = any(Object.keys(held));
  if (key === undefined) return any(ODD);
  const chance = random();
  const { [key]: part, ...rest } = held;
  if (chance < 0.1) return rest;
  if (chance < 0.25) return { ...rest, [key]: held[any(Object.keys(held)) ?? key] };
  return { ...rest, [key]: breakOnce(part, random) };
}
