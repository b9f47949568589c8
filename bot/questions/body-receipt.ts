import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { StepContext } from "../conversation.ts";
import { listed } from "../format.ts";
import { type Part, say } from "../reply.ts";
import { bodySourceParts } from "../sources.ts";
import { dayWords } from "./answers.ts";

/** What an answer about the body rests on: its own lines, the sources, and how fresh they are. */
export function bodyReceipt(
  data: {
    readonly sources: readonly string[];
    readonly hrvKinds: readonly string[];
    readonly span: { readonly last: LocalDate };
  },
  own: readonly Part[],
  { today }: StepContext,
): readonly Part[] {
  const newest = say("questions/body/why-newest", { day: dayWords(data.span.last, today) });
  const kinds = listed(data.hrvKinds.map((kind) => kind.toUpperCase()));
  const hrv = kinds === "" ? [] : [say("questions/body/why-hrv", { kinds })];
  return [...own, ...hrv, ...bodySourceParts(data.sources), newest];
}
