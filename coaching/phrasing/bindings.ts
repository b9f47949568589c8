import type { Sentence, Slot } from "./sentence.ts";
import { idsIn, patternsOf, plain } from "./text.ts";
import { ABOUT, BOUNDS, LEADS, ROLES, TRAILS, UNITS } from "./word-lists.ts";

/** What may part what is said of one fact from what is said of another. */
const CLAUSE = /[.;:?!,()]|\s-\s|\b(?:and|while|against|but|where|whereas|than|compared|versus)\b/;
/** A colon that only leads to a figure, as in "Usual before: about $64", parts nothing. */
const LEADS_TO_FACT = new RegExp(`:(?=\\s+(?:(?:${ABOUT.join("|")}|usually)\\s+)?\\{\\{)`, "g");

/** Leads to a sum and says nothing of it. */
const CAME_TO = /\b(?:c[ao]mes?|add(?:s|ed)? up) to\s+$/;

/** Why what is said of a fact is not what the template says of it. */
export type Unbound = "swapped_facts" | "bound" | "unit";

/**
 * Whether each fact is still what the template holds it to be: facts of one kind in their order, each the usual, the earlier, the
 * limit or what it was counted by as one of the rule's wordings has it, with the same "about", bound and rate.
 *
 * @param wordings the rule's own, which all say the same of their facts
 */
export function judgeBindings(
  said: string,
  { text, slots }: Sentence,
  wordings: readonly string[],
): Unbound | null {
  for (const slot of slots) {
    const { id, kind } = slot;
    const own = [text, ...wordings.filter((wording) => wording.includes(`{{${id}}}`))];
    if (!keepsOrder(said, own, slot, slots)) return "swapped_facts";
    if (!keepsRoles(id, said, own, slots)) return "swapped_facts";
    if (kind === "name") continue;
    if (isAbout(id, text) ? !isAbout(id, said) : isAbout(id, said) && !own.some((one) => isAbout(id, one)))
      return "bound";
    if (boundOf(id, said) !== boundOf(id, text)) return "bound";
    if (!own.some((one) => leadOf(id, one) === leadOf(id, said))) return "bound";
    if (!own.some((one) => trailOf(id, one) === trailOf(id, said))) return "bound";
    const rate = rateOf(id, said);
    if ((rate === "" && rateOf(id, text) !== "") || !own.some((one) => rateOf(id, one) === rate))
      return "unit";
    if (unitOf(id, said) !== unitOf(id, text)) return "unit";
  }
  return null;
}

/**
 * Facts of one kind keep their order. Counts of different things need not where each keeps a word beside it, and one that does not
 * name what it counts always keeps one: else "4 purchases in 7 days" could become 7 days purchases in 4.
 */
function keepsOrder(said: string, own: readonly string[], slot: Slot, slots: readonly Slot[]): boolean {
  const alike = slots.filter(({ kind }) => kind === slot.kind);
  const isInOrder = (group: readonly Slot[]) => {
    const order = (words: string) =>
      [...new Set(idsIn(words).filter((id) => group.some((one) => one.id === id)))].join(" ");
    return order(said) === order(own[0] ?? "");
  };
  if (slot.kind !== "count" || alike.length === 1) return isInOrder(alike);
  const thing = thingCounted(slot);
  if (!isInOrder(alike.filter((one) => thingCounted(one) === thing))) return false;
  return (isInOrder(alike) && thing !== "") || keepsNeighbour(slot.id, said, own);
}

/** What a count counts, `days` of "7 days"; empty where it does not say. */
function thingCounted({ text }: Slot): string {
  return /\s(\p{L}+)$/u.exec(text)?.[1] ?? "";
}

function keepsNeighbour(id: string, said: string, own: readonly string[]): boolean {
  const [left, right] = neighboursOf(id, said);
  return own.some((wording) => {
    const [before, after] = neighboursOf(id, wording);
    const isBare = left === "" && right === "" && before === "" && after === "";
    return isBare || (left !== "" && left === before) || (right !== "" && right === after);
  });
}

/** The words right before and after a fact; empty where there is another sign. */
function neighboursOf(id: string, words: string): readonly [string, string] {
  const left = /([a-z']+)\s+$/.exec(before(id, words))?.[1] ?? "";
  const right = /^\s+([a-z']+)/.exec(after(id, words))?.[1] ?? "";
  return [left, right];
}

/** No role that none of the wordings gives the fact; none lost that tells it from another of its kind. */
function keepsRoles(id: string, said: string, own: readonly string[], slots: readonly Slot[]): boolean {
  const now = rolesOf(id, said);
  const before = own.map((wording) => rolesOf(id, wording));
  if (before.some((roles) => sameRoles(roles, now))) return true;
  const [text = ""] = own;
  const isSample = rolesOf(id, text).includes("sample");
  const kind = slots.find((slot) => slot.id === id)?.kind;
  const rivals = slots.filter(
    (slot) => slot.id !== id && slot.kind === kind && !rolesOf(slot.id, text).includes("sample"),
  );
  if (isSample || rivals.length > 0) return false;
  // With nothing to change places with, it matters only what is said at all.
  return sameRoles(withoutTwice([...now, ...namedIn(said)]), namedIn(text));
}

function withoutTwice(roles: readonly string[]): readonly string[] {
  return [...new Set(roles)];
}

function sameRoles(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((role) => other.includes(role));
}

/** The roles named in the clause in which a fact first stands. */
function rolesOf(id: string, words: string): readonly string[] {
  const clauses = words.replace(LEADS_TO_FACT, "").split(CLAUSE);
  return namedIn(clauses.find((part) => part.includes(`{{${id}}}`)) ?? "");
}

function namedIn(words: string): readonly string[] {
  const found = plain(words);
  return roles.flatMap(([role, pattern]) => (found.match(pattern) === null ? [] : [role]));
}

/** Whether a fact is said as "about" so much. */
function isAbout(id: string, words: string): boolean {
  return about.test(before(id, words));
}

/** What a fact is said to be a bound of, as in "under 6 h"; empty where it is none. */
function boundOf(id: string, words: string): string {
  return bounds.exec(before(id, words).replace(about, "").replace(CAME_TO, ""))?.[1] ?? "";
}

/** What leads to a fact, as in "since Friday", where that says something of it. */
function leadOf(id: string, words: string): string {
  return leads.exec(before(id, words).replace(about, "").replace(CAME_TO, ""))?.[1] ?? "";
}

/** What follows a fact and says what it is of, as in "$31 more". */
function trailOf(id: string, words: string): string {
  return trails.exec(after(id, words))?.[1] ?? "";
}

/** What a fact is said to be for each of, as in "$132 a year"; empty where for none. */
function rateOf(id: string, words: string): string {
  return rates.exec(after(id, words))?.[1] ?? "";
}

/** A unit that follows a fact and is no part of it. */
function unitOf(id: string, words: string): string {
  return units.exec(after(id, words))?.[1] ?? "";
}

function before(id: string, words: string): string {
  return words.slice(0, Math.max(0, words.indexOf(`{{${id}}}`))).toLowerCase();
}

function after(id: string, words: string): string {
  const gap = `{{${id}}}`;
  return words.slice(words.indexOf(gap) + gap.length).toLowerCase();
}

const roles = patternsOf(ROLES);
const about = new RegExp(`\\b(?:${ABOUT.join("|")})\\s+$`);
const bounds = new RegExp(`\\b(${BOUNDS.join("|")})\\s+$`);
const leads = new RegExp(`\\b(${LEADS.join("|")})\\s+$`);
const trails = new RegExp(`^\\s+(${TRAILS.join("|")})\\b`);
const rates = new RegExp(`^\\s+(?:of sleep\\s+)?((?:an?|per|each|every)\\s+(?:${UNITS.join("|")})|each)\\b`);
const units = new RegExp(`^\\s+(${UNITS.join("|")})\\b`);
