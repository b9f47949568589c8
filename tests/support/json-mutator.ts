import fc from "fast-check";

/** What a payload may hold where something else was expected. */
const strange = fc.oneof(
  fc.constantFrom<unknown[]>(
    null,
    "",
    "0",
    "-1",
    "1e999",
    "NaN",
    "255",
    255,
    -1,
    0.5,
    1e308,
    Number.MAX_SAFE_INTEGER + 2,
    true,
    [],
    {},
    "2026-02-30",
    "2026-11-10T24:00:00Z",
    "0024-11-10T00:00:00Z",
    "9999999999999999999999",
    "\u0000",
    "\ud800",
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

type Change = { readonly at: number; readonly kind: "replace" | "drop" | "twice"; readonly by: unknown };

/** A payload with one to four of its places replaced, left out or told twice. */
export function mutated(payload: unknown): fc.Arbitrary<unknown> {
  const change: fc.Arbitrary<Change> = fc.record({
    at: fc.nat({ max: 1_000_000 }),
    kind: fc.constantFrom("replace", "drop", "twice"),
    by: strange,
  });
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) => changes.reduce<unknown>(apply, structuredClone(payload)));
}

function apply(payload: unknown, { at, kind, by }: Change): unknown {
  const places = placesOf(payload);
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return by;
  const { holder, key } = place;
  if (Array.isArray(holder)) {
    const index = Number(key);
    if (kind === "replace") holder[index] = by;
    else if (kind === "drop") holder.splice(index, 1);
    else holder.push(structuredClone(holder[index]));
  } else if (kind === "drop") delete holder[key];
  else holder[key] = by;
  return payload;
}

type Place = { readonly holder: unknown[] | Record<string, unknown>; readonly key: string };

function placesOf(value: unknown): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as unknown[] | Record<string, unknown>;
  return Object.entries(holder).flatMap(([key, held]) => [{ holder, key }, ...placesOf(held)]);
}
