import { drawOne, drawWhole, type Streams } from "./draws.ts";
import type { Movement } from "./movements.ts";

/** The town on a statement line: the last part of the zone's name, `AMERICA/NEW_YORK` to `NEW YORK`. */
function townOf(zone: string): string {
  const last = zone.split("/").slice(1).at(-1) ?? "";
  return last.replaceAll("_", " ").toUpperCase();
}

/** The bank's own line for a movement: processor, store number, town, as such lines look. */
export function describe(streams: Streams, movement: Movement, zone: string): string {
  const name = movement.merchantName.toUpperCase();
  // A shop keeps its few store numbers, a payment has its own reference.
  const shop = streams("store-number", movement.merchantName);
  const store = drawOne(shop, [drawWhole(shop, 2, 980), drawWhole(shop, 2, 980)]);
  const random = streams("reference", movement.key);
  const reference = drawWhole(random, 10_000, 999_999);
  const town = townOf(zone);
  const line = () => {
    switch (movement.style) {
      case "square":
        return `SQ *${name} ${town}`;
      case "toast":
        return `TST* ${name} ${store} ${town}`;
      case "store":
        return drawOne(random, [`${name} #${store} ${town}`, `POS PURCHASE ${name} ${store}`]);
      case "online":
        return `${name.replaceAll(/[^A-Z]/g, "")}.COM*${reference.toString(36).toUpperCase()}`;
      case "paypal":
        return `PAYPAL *${name}`;
      case "ach":
        return `ACH ${movement.amountMinor < 0 ? "CREDIT" : "DEBIT"} ${name} ${reference}`;
    }
  };
  return line().trim();
}
