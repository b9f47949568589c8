/** What a fact is, so that one is not taken for another. */
export const FACT_KINDS = ["money", "duration", "count", "date", "weekday", "percent", "name"] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** A fact as people read it, `$64`; `sign` says which way it goes, where it is a change. */
export type SpokenFact = {
  readonly text: string;
  readonly kind: FactKind;
  readonly sign?: "up" | "down" | undefined;
};

/** A gap that other words have to keep: what stands in it, and how often it may be said. */
export type Slot = SpokenFact & { readonly id: string; readonly times: number };

/**
 * A sentence whose every fact is a gap `{{id}}`, so that it may be said in other words without a number among them.
 */
export type Sentence = { readonly text: string; readonly slots: readonly Slot[] };

const GAP = /\{\{([a-zA-Z]+)\}\}(\p{L}*)/uy;
/** Also in words, for those that templates have. */
const NUMBER =
  /\p{N}+(?:[.,:]\p{N}+)*\p{L}*|(?<!\p{L})(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twice|half)(?!\p{L})/iuy;
/** What a count counts belongs to it, so that "3 days" cannot become 3 weeks: a weekday's gap, or a plural. */
const COUNTED = /(\s+)(?:\{\{(weekday)\}\}(\p{L}*)|(?!(?:is|was|has|as|its|this)\b)(\p{L}+s)\b)/uy;

/**
 * A template's sentence with every number in a gap: its facts, and the numbers of its own words. A fact takes along what
 * is written to it ("Mondays"), a count also what it counts ("3 days").
 *
 * @throws Error when a fact of the template is missing
 */
export function sentenceOf(template: string, facts: Readonly<Record<string, SpokenFact>>): Sentence {
  const slots: Slot[] = [];
  const given = (name: string): SpokenFact => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`a sentence misses its fact "${name}"`);
    return fact;
  };
  let text = "";
  for (let at = 0; at < template.length; ) {
    const gap = matchAt(GAP, template, at);
    const number = gap === null ? matchAt(NUMBER, template, at) : null;
    const whole = (gap ?? number)?.[0];
    if (whole === undefined) {
      text += template[at];
      at += 1;
      continue;
    }
    at += whole.length;
    const name = gap?.[1] ?? "number";
    const head: SpokenFact = gap === null ? { text: whole.toLowerCase(), kind: "count" } : given(name);
    let said = `${head.text}${gap?.[2] ?? ""}`;
    const counted = head.kind === "count" ? matchAt(COUNTED, template, at) : null;
    if (counted !== null) {
      const [all, space = "", inner, tail = "", word = ""] = counted;
      said += space + (inner === undefined ? word : `${given(inner).text}${tail}`);
      at += all.length;
    }
    text += `{{${addSlot(slots, name, { ...head, text: said })}}}`;
  }
  return { text: text.replace(/\s+/g, " ").trim(), slots };
}

/** Words with their gaps filled; a number in words has a capital where it begins a sentence. @throws Error for a gap that the sentence does not have */
export function fillSlots(words: string, slots: readonly Slot[]): string {
  return words.replace(/(^|[.?] )?\{\{([a-zA-Z]+)\}\}/g, (_, start: string | undefined, id: string) => {
    const slot = slots.find((one) => one.id === id);
    if (slot === undefined) throw new Error(`no fact is called "${id}"`);
    const isCapital = start !== undefined && slot.kind === "count";
    return `${start ?? ""}${isCapital ? `${slot.text.slice(0, 1).toUpperCase()}${slot.text.slice(1)}` : slot.text}`;
  });
}

/** @returns the slot's id: the fact's name, made different where that name already says something else */
function addSlot(slots: Slot[], name: string, fact: SpokenFact): string {
  for (let id = name; ; id += "X") {
    const index = slots.findIndex((slot) => slot.id === id);
    const slot = slots[index];
    if (slot === undefined) {
      slots.push({ ...fact, id, times: 1 });
      return id;
    }
    if (slot.text === fact.text) {
      slots[index] = { ...slot, times: slot.times + 1 };
      return id;
    }
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
