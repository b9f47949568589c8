import type { BodySignal } from "../../coaching/model/body-signals.ts";
import { labelOf } from "../../prompts/index.ts";
import { listed } from "../format.ts";

/** What each signal is called: `sleep`, `HRV`. */
export function signalName(signal: BodySignal): string {
  const id = signal.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return labelOf("devices/signals", id)?.text ?? signal;
}

/** Signals by name, `sleep, resting heart rate and HRV`. */
export function signalNames(signals: readonly BodySignal[]): string {
  return listed(signals.map(signalName));
}

/** The same, a rating of sleep going without saying where sleep is named. */
export function signalNamesInShort(signals: readonly BodySignal[]): string {
  const isRated = signals.includes("sleepMinutes");
  return signalNames(signals.filter((signal) => !(isRated && signal === "sleepScore")));
}
