import type { ImportOptions } from "../money/import-options.ts";
import { deviceInName } from "./source-name.ts";

/** What was said of a table of days that does not say it itself. */
export function tableAnswers({ answers, device }: ImportOptions) {
  const { dayFirst, hrvKind } = answers;
  return { dayFirst, hrvKind: hrvKind === "none" ? null : hrvKind, source: device };
}

/**
 * What a tap on a question about a table says of it, `hrv:rmssd`, `as:days`.
 *
 * @returns the options with it; null where that is not asked now
 */
export function answerTable(options: ImportOptions, word: string, place: string): ImportOptions | null {
  const { asks, answers } = options;
  if (
    word === "hrv" &&
    asks?.about === "hrv-kind" &&
    (place === "rmssd" || place === "sdnn" || place === "none")
  ) {
    return { ...options, asks: null, answers: { ...answers, hrvKind: place } };
  }
  if (word === "as" && asks?.about === "kind" && (place === "days" || place === "bank")) {
    return { ...options, asks: null, taken: place };
  }
  return null;
}

/** The options of a table that is stored under the device that its file is named after. */
export function namedAfter(options: ImportOptions, fileName: string): ImportOptions {
  return { ...options, device: deviceInName(fileName) ?? undefined };
}
