import type { Section } from "./report-section.ts";

/** What one part of the proof came to. */
export type TruthReport = {
  /** The few figures that the page of the method quotes, too. */
  readonly summary: readonly string[];
  /** What BENCHMARKS.md has beside them. */
  readonly details: readonly string[];
  /** SVG by its file's name, without the ending. */
  readonly pictures: Readonly<Record<string, string>>;
};

/** One part of the proof that can be run alone. */
export type TruthPart = {
  readonly name: Extract<
    Section,
    "noise" | "people" | "weeks" | "amounts" | "lifesnaps" | "samples" | "selection" | "crisis" | "judgement"
  >;
  readonly heading: string;
  /** False where the page of relations does not quote its figures. */
  readonly isQuoted?: boolean;
  /** Null where what it is measured on lies beside the repository and is not there. */
  readonly measure: () => Promise<TruthReport | null> | TruthReport;
};
