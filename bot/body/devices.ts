import { daysBetween } from "../../coaching/model/local-date.ts";
import { loadDays } from "../../db/queries/days.ts";
import { loadSourceOrder } from "../../db/queries/source-order.ts";
import { connectionButtons, momentOf, providerWords, troubleOf } from "../connections/state.ts";
import type { StepContext } from "../conversation.ts";
import { isResting, restingAnswer } from "../crisis.ts";
import { counted, dayPhrase, sentenceCase } from "../format.ts";
import { type Choice, type Part, say as part } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";
import { type Device, heardAt, isLive, loadDevices, silentSince, sourceKey } from "./device.ts";
import { silenceHint } from "./device-names.ts";
import { signalNames } from "./signal-names.ts";
import { isFirst, orderParts, sharedSignals, speakersPart } from "./source-order.ts";

/** `/devices`: each source of body data, how fresh it is, what it tells, what is wrong, and the button that mends it. */
export async function showDevices(turn: Turn): Promise<void> {
  const { db, context, chat } = turn;
  if (isResting(chat, context.now)) return takeAnswer(turn, restingAnswer(context));
  const { person, today } = context;
  const devices = await loadDevices(db, context);
  if (devices.length === 0) {
    const button = { id: "bank:connect:", label: "connect", standing: true };
    return say(turn, [{ parts: [part("devices/none")], choices: [button] }]);
  }
  const parts = devices.flatMap((device) => deviceParts(device, context));
  if (person.sampleName !== null) return say(turn, [{ parts }]);
  const order = await loadSourceOrder(db, person.userId);
  const isShared = devices.some((device) => sharedSignals(device, devices).length > 0);
  const { choices } = isShared ? await loadDays(db, person, { from: today, to: today }) : { choices: [] };
  const speakers = speakersPart(choices, today);
  const prefers = devices.filter(
    (device) => sharedSignals(device, devices).length > 0 && !isFirst(device, devices, order),
  );
  const wishes = orderParts(order, devices);
  say(turn, [
    {
      parts: [
        ...parts,
        ...(speakers === null ? [] : [speakers]),
        ...wishes,
        part("accounts/buttons"),
        part("devices/buttons"),
      ],
      choices: [
        ...devices.flatMap(buttonsOf),
        ...prefers.map((device) => buttonOf("prefer", device)),
        ...(wishes.length === 0 ? [] : [{ id: "device:any", label: "any", standing: true }]),
      ],
    },
  ]);
}

function deviceParts(device: Device, context: StepContext): readonly Part[] {
  const heard = heardAt(device);
  const isRead = device.way === "sample" || isLive(device);
  return [
    isRead ? freshPart(device, context) : endedPart(device, context),
    ...(heard !== null && isLive(device)
      ? [part("devices/heard", { when: momentOf("accounts/at", heard, context) })]
      : []),
    ...tellsParts(device),
    ...(device.way === "connection" ? stateParts(device.connection) : []),
  ];
}

/** "Oura: last night is here." */
function freshPart(device: Device, { today }: StepContext): Part {
  const { data } = device;
  const name = sentenceCase(device.name);
  const last = data?.lastNight ?? null;
  if (data === null) return part("devices/empty", { device: name });
  if (last === null) {
    return part("devices/no-nights", { device: name, day: dayPhrase(data.lastDay ?? today, today) });
  }
  if (last >= today) return part("devices/fresh", { device: name });
  const since = silentSince(device, today);
  const facts = { device: name, day: dayPhrase(last, today) };
  if (since !== null) {
    return part("devices/fresh-silent", { ...facts, hint: sentenceCase(silenceHint(device.source)) });
  }
  return daysBetween(last, today) === 1
    ? part("devices/fresh-awaited", { device: name })
    : part("devices/fresh-none", facts);
}

function endedPart({ way, data, ...device }: Device, { today }: StepContext): Part {
  const name = sentenceCase(device.name);
  if (way !== "file") return part("devices/over", { device: name });
  return part("devices/file", { device: name, day: dayPhrase(data?.lastDay ?? today, today) });
}

/** What it has brought, and of what. */
function tellsParts({ data }: Device): readonly Part[] {
  if (data === null) return [];
  const { nights, days, signals, hrvKinds } = data;
  const facts = {
    nights: counted(nights, "night"),
    days: counted(days, "day"),
    signals: signalNames(signals, hrvKinds),
  };
  return [part(nights === 0 ? "devices/tells-days" : "devices/tells", facts)];
}

function stateParts(connection: Parameters<typeof troubleOf>[0]): readonly Part[] {
  const trouble = troubleOf(connection);
  const isGathering = trouble === null && connection.status === "active" && !connection.isHistoryComplete;
  return [
    ...(trouble === null ? [] : [part(`accounts/${trouble}`)]),
    ...(isGathering ? [part("devices/gathering")] : []),
    ...providerWords(connection),
  ];
}

function buttonsOf(device: Device): readonly Choice[] {
  if (device.way === "connection") return connectionButtons("device", device.connection);
  if (isLive(device)) return [buttonOf("ask-end", device, "end")];
  const again = device.way === "posts" ? [buttonOf("again", device)] : [];
  return [...again, buttonOf("ask-erase", device, "erase")];
}

/** A button about a source that has no connection, or whatever way it comes. */
function buttonOf(what: string, { source, name }: Device, label = what): Choice {
  return { id: `device:${what}:${sourceKey(source)}`, label, facts: { bank: name }, standing: true };
}
