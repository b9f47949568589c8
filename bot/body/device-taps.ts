import { type BodyData, countBodyData, eraseBodyData } from "../../db/queries/body-data.ts";
import { endConnection } from "../../db/queries/connections.ts";
import { forgetQuotes } from "../../db/queries/quoted-nights.ts";
import { revokeUploadTokens } from "../../db/queries/upload-tokens.ts";
import { type Endable, tapEnding } from "../connections/ending.ts";
import { counted } from "../format.ts";
import { beginLink, connect } from "../money/connect.ts";
import { say as part, tell } from "../reply.ts";
import { say, type Turn } from "../turn.ts";
import { type Device, isLive, loadDevices, sourceKey } from "./device.ts";
import { prefer, preferNone, sharedSignals } from "./source-order.ts";

/** A tap on a button about a device, `device:<what>:<connection or source>`, looked up among the person's own. */
export async function tapDevice(turn: Turn, action: string): Promise<void> {
  const [, what = "", about = "", asked = ""] = action.split(":");
  if (turn.context.person.sampleName !== null) return say(turn, [tell("sample/no-settings")]);
  if (what === "any") return preferNone(turn);
  const devices = await loadDevices(turn.db, turn.context);
  const device = devices.find((one) => keysOf(one).includes(about));
  if (device === undefined) return say(turn, [tell("errors/button-gone")]);
  if (what === "prefer") {
    const signals = sharedSignals(device, devices);
    if (signals.length === 0) return say(turn, [tell("devices/only-one", { device: device.name })]);
    return prefer(turn, device, signals);
  }
  if (what === "mend" && device.way === "connection") {
    return beginLink(turn, device.connection.provider, device.connection.id);
  }
  if (what === "again" && device.way === "posts") return connect(turn, device.source);
  await tapEnding(turn, what, asked, endableDevice(turn, device, about));
}

/** A connection is told by its id; a source by what stands for it, also where it has a connection. */
function keysOf(device: Device): readonly string[] {
  const source = sourceKey(device.source);
  return device.way === "connection" ? [device.connection.id, source] : [source];
}

function endableDevice(turn: Turn, device: Device, key: string): Endable {
  const { db, context } = turn;
  const { userId } = context.person;
  const { source, name } = device;
  return {
    family: "device",
    key,
    isOver: !isLive(device),
    async question(what) {
      const data = await countBodyData(db, userId, source);
      return part(`devices/${what}`, { device: name, ...countsOf(data) });
    },
    async end(how) {
      const { now } = context;
      const isErased = how === "erase";
      const data = isErased
        ? await eraseBodyData(db, userId, source, now)
        : await countBodyData(db, userId, source);
      // What is erased is no night that turned out otherwise.
      if (isErased) await forgetQuotes(db, userId);
      if (device.way === "connection") {
        await endConnection(db, { userId, id: device.connection.id }, now);
        turn.errands.push({ kind: "connection-end", userId, subject: device.connection.id });
      }
      if (device.way === "posts") await revokeUploadTokens(db, userId, "posts");
      const facts = { device: name, ...countsOf(data) };
      if (!isErased) return [part("devices/kept", facts)];
      return [part(isLive(device) ? "devices/ended-erased" : "devices/erased", facts)];
    },
  };
}

function countsOf({ nights, days }: BodyData) {
  return { nights: counted(nights, "night"), days: counted(days, "day") };
}
