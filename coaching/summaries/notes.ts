import { changesOf, type SummaryGround } from "./changes.ts";
import { SUMMARY_CONFIG, type SummaryConfig } from "./config.ts";
import { daysApart } from "./days-apart.ts";
import type { SummaryNote } from "./note.ts";

/** What is noted of a week or month: what changed and by what, then its best and its hardest day. */
export function notesOf(
  ground: SummaryGround,
  config: SummaryConfig = SUMMARY_CONFIG,
): readonly SummaryNote[] {
  return [...changesOf(ground, config), ...daysApart(ground.stored, ground.period, config)];
}
