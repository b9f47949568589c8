import type { SourceChoice } from "../../coaching/model/body-sources.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { choiceOn } from "../../coaching/model/source-choices.ts";
import { dayPhrase } from "../format.ts";
import { type Part, say } from "../reply.ts";
import { type Device, silentSince } from "./device.ts";
import { silenceHint } from "./device-names.ts";

/** A device that is connected and has told no night for two or more. */
export type Silence = { readonly device: Device; readonly since: LocalDate };

/**
 * Whose silence a missing night is: of the device that nights are read from, else of the one that was heard last.
 *
 * @returns null where no device is silent
 */
export function silenceOf(
  devices: readonly Device[],
  choices: readonly SourceChoice[],
  today: LocalDate,
): Silence | null {
  const silent = devices.flatMap((device): readonly Silence[] => {
    const since = silentSince(device, today);
    return since === null ? [] : [{ device, since }];
  });
  const speaker = choiceOn(choices, "sleepMinutes", today)?.source;
  const latest = silent.toSorted((left, right) => (left.since > right.since ? -1 : 1))[0];
  return silent.find(({ device }) => device.source === speaker) ?? latest ?? null;
}

/** "No night from Oura since Tuesday 24 November: open the Oura app, …". */
export function silencePart({ device, since }: Silence, today: LocalDate): Part {
  const hint = silenceHint(device.source);
  return say("devices/silent", { device: device.name, day: dayPhrase(since, today), hint });
}
