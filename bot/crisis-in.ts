import { crisisTier } from "../coaching/understanding/crisis.ts";
import { type CrisisMatter, crisisMatter } from "../coaching/understanding/crisis-matter.ts";
import type { CrisisTier } from "../coaching/understanding/frame.ts";
import type { InboundEvent } from "./inbound-event.ts";

/** Whether what a person wrote in an event sounds like a crisis, wherever in it that stands: a message, a form's note, under a picture, behind "/start". */
export function crisisIn(event: InboundEvent): CrisisTier {
  return crisisTier(writtenIn(event));
}

/** What a crisis in an event is about. */
export function matterIn(event: InboundEvent): CrisisMatter {
  return crisisMatter(writtenIn(event));
}

function writtenIn(event: InboundEvent): string {
  switch (event.kind) {
    case "text":
      return event.text;
    case "open":
      return event.payload ?? "";
    case "check-in-form":
      return event.note ?? "";
    case "file":
    case "unreadable":
      return event.words ?? "";
    default:
      return "";
  }
}
