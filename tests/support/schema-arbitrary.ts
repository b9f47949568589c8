import fc from "fast-check";

/** A JSON Schema as far as the published ones use it; what others refer to stands under `$defs`. */
export type Definition = {
  readonly $ref?: string;
  readonly allOf?: readonly Definition[];
  readonly anyOf?: readonly Definition[];
  readonly type?: string;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly items?: Definition;
  readonly properties?: Readonly<Record<string, Definition>>;
};
export type Definitions = Readonly<Record<string, Definition>>;
/** What is drawn for schemas that say too little, by their names. */
type Known = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Few days, so that what is drawn meets. */
export const instantText = fc
  .date({
    min: new Date("2026-11-08T00:00:00Z"),
    max: new Date("2026-11-12T00:00:00Z"),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString());

/** Whatever the schema of this name allows, with more of what is likely than chance alone would give. */
export function allowedBy(name: string, all: Definitions, known: Known = {}): fc.Arbitrary<unknown> {
  return known[name] ?? drawn(all[name] ?? {}, all, known);
}

function drawn(definition: Definition, all: Definitions, known: Known): fc.Arbitrary<unknown> {
  const to = definition.$ref ?? definition.allOf?.[0]?.$ref;
  if (to !== undefined) return allowedBy(to.replace("#/$defs/", ""), all, known);
  if (definition.anyOf !== undefined) return oneOf(definition.anyOf, all, known);
  if (definition.enum !== undefined) return fc.constantFrom(...definition.enum);
  switch (definition.type) {
    case "null":
      return fc.constant(null);
    case "object": {
      const fields = Object.fromEntries(
        Object.entries(definition.properties ?? {}).map(
          ([name, of]) => [name, drawn(of, all, known)] as const,
        ),
      );
      const part = fc.record(fields, { requiredKeys: [] });
      return fc.oneof({ weight: 4, arbitrary: fc.record(fields) }, { weight: 1, arbitrary: part });
    }
    case "array":
      return fc.array(drawn(definition.items ?? {}, all, known), { maxLength: 3 });
    case "integer": {
      if (definition.description?.startsWith("Year")) return fc.constantFrom(2026, 2025, 0);
      const near = { weight: 9, arbitrary: fc.integer({ min: 0, max: 12 }) };
      return fc.oneof(near, fc.nat({ max: 400 }), fc.nat({ max: 30_000 }), fc.integer());
    }
    case "number":
      return fc.oneof(fc.integer({ min: 0, max: 500 }), fc.double());
    case "boolean":
      return fc.boolean();
    default:
      return text(definition);
  }
}

/** Null is drawn more rarely than what else may stand there. */
function oneOf(choices: readonly Definition[], all: Definitions, known: Known): fc.Arbitrary<unknown> {
  return fc.oneof(
    ...choices.map((one) => ({ weight: one.type === "null" ? 1 : 4, arbitrary: drawn(one, all, known) })),
  );
}

function text({ format, pattern }: Definition): fc.Arbitrary<string> {
  if (format === "date-time") return instantText;
  if (format === "date") return instantText.map((time) => time.slice(0, 10));
  if (pattern?.endsWith("s$")) return fc.integer({ min: -50_400, max: 50_400 }).map((value) => `${value}s`);
  if (pattern !== undefined) return fc.oneof(fc.nat({ max: 1000 }), fc.maxSafeInteger()).map(String);
  return fc.string();
}
