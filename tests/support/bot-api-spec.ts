import type { TelegramRequest } from "../fakes/telegram-request.ts";

type Field = { readonly name: string; readonly types: readonly string[]; readonly required: boolean };
type Type = { readonly fields?: readonly Field[]; readonly subtypes?: readonly string[] };

/** Telegram's description of its Bot API, as far as it is used here. */
export type BotApiSpec = {
  readonly methods: Readonly<Record<string, { readonly fields?: readonly Field[] }>>;
  readonly types: Readonly<Record<string, Type>>;
};

/** What is wrong with a call by the Bot API's own description: unknown or missing fields and values of a wrong type. */
export function problemsOf(spec: BotApiSpec, { method, body, files }: TelegramRequest): readonly string[] {
  const known = spec.methods[method];
  if (known === undefined) return [`${method}: no such method`];
  // In a form every value is text.
  return fieldProblems(spec, known.fields ?? [], body, method, files.size > 0);
}

function fieldProblems(
  spec: BotApiSpec,
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
  path: string,
  isForm: boolean,
): readonly string[] {
  const unknown = Object.keys(values).filter((name) => !fields.some((field) => field.name === name));
  const missing = fields.filter(({ name, required }) => required && values[name] === undefined);
  const wrong = fields.filter(
    ({ name, types }) =>
      values[name] !== undefined && !types.some((type) => fits(spec, type, values[name], isForm)),
  );
  return [
    ...unknown.map((name) => `${path}.${name}: unknown`),
    ...missing.map(({ name }) => `${path}.${name}: missing`),
    ...wrong.map(({ name, types }) => `${path}.${name}: no ${types.join(" or ")}`),
  ];
}

function fits(spec: BotApiSpec, type: string, value: unknown, isForm: boolean): boolean {
  const item = /^Array of (.+)$/.exec(type)?.[1];
  if (item !== undefined) return Array.isArray(value) && value.every((one) => fits(spec, item, one, false));
  switch (type) {
    case "Integer":
      return Number.isInteger(isForm ? Number(value) : value);
    case "Float":
      return Number.isFinite(isForm ? Number(value) : value);
    case "String":
      return typeof value === "string";
    case "Boolean":
    case "True":
      return typeof value === "boolean" || (isForm && value === "true");
    case "InputFile":
      return typeof value === "string" && value.startsWith("attach://");
  }
  if (typeof value !== "object" || value === null) return false;
  const { fields, subtypes } = spec.types[type] ?? {};
  if (subtypes !== undefined) return subtypes.some((subtype) => fits(spec, subtype, value, false));
  return fieldProblems(spec, fields ?? [], { ...value }, type, false).length === 0;
}
