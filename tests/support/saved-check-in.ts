import type { CheckInState } from "../../bot/conversations/check-in-replies.ts";

/** A check-in that is saved, and asks for words yet. */
export const SAVED_CHECK_IN: CheckInState = {
  entryId: "11111111-1111-4111-8111-111111111111",
  date: "2026-11-23",
  left: ["words"],
  mood: "3 of 7",
  energy: 25,
  words: false,
};
