/**
 * A person at Slack, as `<workspace>:<user>`: both the sender of an event and the chat that is answered in, since a home
 * page and a slash command know no channel and everybody has one direct message with the coach.
 */
export type Address = { readonly team: string; readonly user: string };

const ID = /^[A-Z0-9]{2,}$/;

export function chatOf({ team, user }: Address): string {
  return `${team}:${user}`;
}

/** @returns null for what was not made by {@link chatOf} */
export function readChat(chat: string): Address | null {
  const [team = "", user = "", ...others] = chat.split(":");
  return others.length === 0 && ID.test(team) && ID.test(user) ? { team, user } : null;
}

/** A message as an edit finds it again. */
export function messageIdOf(channel: string, ts: string): string {
  return `${channel}/${ts}`;
}

/** @returns null for what was not made by {@link messageIdOf} */
export function readMessageId(id: string): { readonly channel: string; readonly ts: string } | null {
  const match = /^([A-Z0-9]+)\/(\d+\.\d+)$/.exec(id);
  return match?.[1] === undefined || match[2] === undefined ? null : { channel: match[1], ts: match[2] };
}
