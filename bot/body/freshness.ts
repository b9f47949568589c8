import type { SourceChoice } from "../../coaching/model/body-sources.ts";
import { momentOf, troubleOf } from "../connections/state.ts";
import type { StepContext } from "../conversation.ts";
import { dayPhrase, listed } from "../format.ts";
import { inline, type Part, say as part } from "../reply.ts";
import type { Turn } from "../turn.ts";
import { type Device, heardAt, isLive, loadDevices } from "./device.ts";
import { silenceOf, silencePart } from "./silence.ts";

/**
 * Which devices an answer is from, when each was last heard, why last night is missing, and which connected devices cannot be
 * read.
 *
 * @param about.sources who speaks for what is told
 * @param about.choices of the days that are told
 */
export async function freshnessParts(
  { db, context }: Turn,
  about: {
    readonly sources: ReadonlySet<string>;
    readonly choices: readonly SourceChoice[];
    readonly isNightMissing: boolean;
  },
): Promise<readonly Part[]> {
  const { today } = context;
  const devices = await loadDevices(db, context);
  const silence = about.isNightMissing ? silenceOf(devices, about.choices, today) : null;
  const speaking = devices.filter(({ source }) => about.sources.has(source));
  return [
    ...fromParts(speaking, context),
    ...(silence === null ? [] : [silencePart(silence, today)]),
    ...troubleParts(devices),
  ];
}

/** "From Oura, last heard today at 08:10." */
function fromParts(devices: readonly Device[], context: StepContext): readonly Part[] {
  const names = devices.map((device) => {
    const { way, name, data } = device;
    const heard = isLive(device) ? heardAt(device) : null;
    if (heard !== null) {
      return inline("body/heard", { device: name, when: momentOf("accounts/at", heard, context) });
    }
    const lastDay = data?.lastDay ?? null;
    return way === "file" && lastDay !== null
      ? inline("body/file", { device: name, day: dayPhrase(lastDay, context.today) })
      : name;
  });
  return names.length === 0 ? [] : [part("body/from", { devices: names.join("; ") })];
}

function troubleParts(devices: readonly Device[]): readonly Part[] {
  const broken = devices.filter(
    (device) => device.way === "connection" && isLive(device) && troubleOf(device.connection) !== null,
  );
  return broken.length === 0
    ? []
    : [part("body/trouble", { devices: listed(broken.map(({ name }) => name)) })];
}
