import { type BodySignal, isBaselineSignal } from "../../coaching/model/body-signals.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import type { SourceChange } from "../../coaching/model/source-choices.ts";
import { dayShort } from "../format.ts";
import { inline, type Part, say } from "../reply.ts";
import { deviceName } from "./device-names.ts";
import { signalNames, signalNamesInShort } from "./signal-names.ts";

/** Noted when the person knows that a signal is read from another source, with both. */
export const CHANGE_EVENT = "device_change_told";

/** What is noted of it, one event a signal. */
export function changeTold(signals: readonly BodySignal[], source: string) {
  return signals.map((signal) => ({ event: CHANGE_EVENT, metadata: { signal, source } }));
}

/** "From 3 November on I read your sleep from Oura instead of Apple Health; your usual starts anew for HRV." */
export function changePart({ from, signals, to, before }: SourceChange, today: LocalDate): Part {
  const anew = signals.filter(isBaselineSignal);
  const facts = {
    day: dayShort(from, today),
    signals: signalNamesInShort(signals),
    device: voiceName(to),
    before: voiceName(before),
  };
  return anew.length === 0
    ? say("devices/changed", facts)
    : say("devices/changed-anew", { ...facts, anew: signalNames(anew) });
}

/** A device's name; with the kind of its HRV where that is what tells two voices apart. */
function voiceName({ source, hrvKind }: SourceChange["to"]): string {
  const device = deviceName(source);
  return hrvKind === null ? device : inline("devices/of-kind", { device, kind: hrvKind.toUpperCase() });
}
