import type { BodySignal } from "../../coaching/model/body-signals.ts";
import { labelOf } from "../../prompts/index.ts";
import { listed } from "../format.ts";
import { inline } from "../reply.ts";

/** What each signal is called: `sleep`, `HRV`. */
export function signalName(signal: BodySignal): string {
  const id = signal.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return labelOf("devices/signals", id)?.text ?? signal;
}

/** Signals by name, `sleep, resting heart rate and HRV (RMSSD)`. @param hrvKinds named with HRV where they are given */
export function signalNames(signals: readonly BodySignal[], hrvKinds: readonly string[] = []): string {
  const kinds = listed(hrvKinds.map((kind) => kind.toUpperCase()));
  return listed(
    signals.map((signal) =>
      signal === "hrvMs" && kinds !== "" ? inline("body/hrv-of-kind", { kind: kinds }) : signalName(signal),
    ),
  );
}

/** The same, a rating of sleep going without saying where sleep is named. */
export function signalNamesInShort(signals: readonly BodySignal[]): string {
  const isRated = signals.includes("sleepMinutes");
  return signalNames(signals.filter((signal) => !(isRated && signal === "sleepScore")));
}
