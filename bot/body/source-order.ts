import { BODY_SIGNALS, type BodySignal } from "../../coaching/model/body-signals.ts";
import type { SourceChoice, SourceOrder } from "../../coaching/model/body-sources.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { choiceOn } from "../../coaching/model/source-choices.ts";
import { putFirst } from "../../coaching/model/source-order.ts";
import { logEvent } from "../../db/queries/events.ts";
import { forgetQuotes } from "../../db/queries/quoted-nights.ts";
import { loadSourceOrder, saveSourceOrder } from "../../db/queries/source-order.ts";
import { inline, type Part, say as part } from "../reply.ts";
import { say, type Turn } from "../turn.ts";
import { doneWithoutUndo } from "../undo-memory.ts";
import type { Device } from "./device.ts";
import { changeTold } from "./device-changes.ts";
import { deviceName } from "./device-names.ts";
import { signalNamesInShort } from "./signal-names.ts";

/** Signals that a device tells and another one tells too: who speaks for them can be chosen. */
export function sharedSignals(device: Device, all: readonly Device[]): readonly BodySignal[] {
  const others = all.filter(({ source }) => source !== device.source);
  return (device.data?.signals ?? []).filter((signal) =>
    others.some(({ data }) => data?.signals.includes(signal) === true),
  );
}

/** Whether a device comes first already for every signal that it shares with another. */
export function isFirst(device: Device, all: readonly Device[], order: SourceOrder): boolean {
  return sharedSignals(device, all).every((signal) => order[signal]?.[0] === device.source);
}

/** Puts a device first for some signals, and says what that changes. */
export async function prefer(turn: Turn, device: Device, signals: readonly BodySignal[]): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  const order = await loadSourceOrder(db, userId);
  const changed = signals.filter((signal) => order[signal]?.[0] !== device.source);
  const next = putFirst(order, device.source, signals);
  await saveSourceOrder(db, userId, { order: next, signals: changed, now: context.now });
  // They know of it: it is no news in the morning.
  for (const { event, metadata } of changeTold(changed, device.source)) {
    await logEvent(db, userId, event, metadata, context.now);
  }
  // They chose what their nights are read from: one that reads otherwise now needs no correction.
  await forgetQuotes(db, userId);
  doneWithoutUndo(turn);
  const facts = { device: device.name, signals: signalNamesInShort(signals) };
  say(turn, [{ parts: [part("devices/preferred", facts), part("devices/order-follows")] }]);
}

/** Forgets whom the person wants to hear first. */
export async function preferNone(turn: Turn): Promise<void> {
  const { db, context } = turn;
  const { userId } = context.person;
  const order = await loadSourceOrder(db, userId);
  const signals = BODY_SIGNALS.filter((signal) => order[signal] !== undefined);
  await saveSourceOrder(db, userId, { order: {}, signals, now: context.now });
  await forgetQuotes(db, userId);
  doneWithoutUndo(turn);
  say(turn, [{ parts: [part("devices/preferred-none"), part("devices/order-follows")] }]);
}

/** Whom the person wants to hear first, a line a device; one that has nothing any more is not spoken of. */
export function orderParts(order: SourceOrder, devices: readonly Device[]): readonly Part[] {
  const firsts = BODY_SIGNALS.flatMap((signal) => {
    const source = order[signal]?.[0];
    return devices.some((device) => device.source === source) ? [{ signal, source: source ?? "" }] : [];
  });
  return [...Map.groupBy(firsts, ({ source }) => source)].map(([source, own]) =>
    part("devices/order", {
      device: deviceName(source),
      signals: signalNamesInShort(own.map(({ signal }) => signal)),
    }),
  );
}

/** Which device speaks for what just now: "Oura for sleep and HRV; Apple Health for steps". Null before anything came. */
export function speakersPart(choices: readonly SourceChoice[], today: LocalDate): Part | null {
  const signals = [...new Set(choices.map(({ signal }) => signal))];
  const speaking = signals.flatMap((signal) => choiceOn(choices, signal, today) ?? []);
  if (speaking.length === 0) return null;
  const bySource = Map.groupBy(speaking, ({ source }) => source);
  const speakers = [...bySource].map(([source, own]) =>
    inline("devices/speaker", {
      device: deviceName(source),
      signals: signalNamesInShort(own.map(({ signal }) => signal)),
    }),
  );
  return part("devices/speakers", { speakers: speakers.join("; ") });
}
