/**
 * Why a scheduled message was held, one word per decision row.
 *
 * - `quiet_hours`, `daily_cap`, `weekly_cap`, `paused`, `switched_off`: what the person set, or its default.
 * - `backing_off`: they have not answered for a while; also everything after the goodbye.
 * - `resting`: coaching rests after a crisis.
 * - `looking_at_sample`: their chat shows the sample person.
 * - `unreachable`: they blocked the coach or deleted the chat.
 * - `answered_already`, `in_conversation`: they were there before the message.
 * - `not_asked_yet`: a morning message before the day's question was put.
 * - `makes_way`: a more important message needs the room that the caps leave.
 * - `travelling`: their clock was moved to another zone on that day.
 * - `no_data`, `low_confidence`, `nothing_new`: there was nothing worth saying. Nothing is held for `low_confidence` until
 *   insights are tested.
 * - `withheld`: left out at random, for somebody who agreed to it, to see whether saying such a thing helps.
 * - `unlikely_to_help`: what there was to say has mostly not helped this person.
 * - `missed`: the coach was down or late.
 * - `delivery_failed`: the platform did not take it.
 * - `failed`: we did something wrong.
 */
export const HOLD_REASONS = [
  "quiet_hours",
  "daily_cap",
  "weekly_cap",
  "paused",
  "switched_off",
  "backing_off",
  "resting",
  "looking_at_sample",
  "unreachable",
  "answered_already",
  "in_conversation",
  "not_asked_yet",
  "makes_way",
  "travelling",
  "no_data",
  "low_confidence",
  "nothing_new",
  "withheld",
  "unlikely_to_help",
  "missed",
  "delivery_failed",
  "failed",
] as const;

export type HoldReason = (typeof HOLD_REASONS)[number];
