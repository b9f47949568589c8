import type { SourceChoice } from "../../coaching/model/body-sources.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { StepContext } from "../conversation.ts";
import { listed } from "../format.ts";
import { type Part, say } from "../reply.ts";
import { bodySourceParts } from "../sources.ts";
import { dayWords } from "./answers.ts";

/**
 * What an answer about the body rests on: its own lines, the devices that spoke, and how fresh they are.
 *
 * @param heard who spoke on the days that the answer is about
 * @param newest the last day that is known
 */
export function bodyReceipt(
  heard: readonly SourceChoice[],
  newest: LocalDate,
  own: readonly Part[],
  { today }: StepContext,
): readonly Part[] {
  const fresh = say("questions/body/why-newest", { day: dayWords(newest, today) });
  const kinds = new Set(heard.flatMap(({ hrvKind }) => hrvKind?.toUpperCase() ?? []));
  const hrv = kinds.size === 0 ? [] : [say("questions/body/why-hrv", { kinds: listed([...kinds]) })];
  return [...own, ...hrv, ...bodySourceParts(heard), fresh];
}
