/**
 * Slash commands, as the sentence that asks for the same: what follows the command is kept.
 *
 * Commands without a counterpart among the intents are "help".
 */
const COMMANDS: Readonly<Record<string, string>> = {
  checkin: "mood",
  check_in: "mood",
  mood: "mood",
  park: "park",
  undo: "undo",
  help: "help",
  start: "help",
  commands: "help",
  today: "how is my score today",
  score: "score",
  week: "summary this week",
  month: "summary this month",
  why: "why",
  why_quiet: "why so quiet",
  budget: "budget",
  transactions: "list transactions",
  subscriptions: "subscriptions",
  add: "add",
  plan: "plan:",
  forecast: "spending forecast",
  sleep: "sleep",
  spending: "spending",
  pause: "pause notifications",
  resume: "resume notifications",
  name: "call me",
  currency: "set currency to",
  reminder: "remind me at",
  timezone: "set my timezone to",
  theme: "theme",
};

/** The sentence a slash command stands for; other texts are unchanged. */
export function openCommand(text: string): { readonly text: string; readonly isKnown: boolean | null } {
  const match = /^\s*\/([A-Za-z_]{2,30})(?:@\w+)?(?=\s|$)\s*/u.exec(text);
  if (!match) return { text, isKnown: null };
  const name = (match[1] ?? "").toLowerCase();
  const sentence = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const rest = text.slice(match[0].length).trim();
  if (sentence === undefined) return { text: `${name.replaceAll("_", " ")} ${rest}`.trim(), isKnown: false };
  // "/checkin 5/7 tired" and "/mood good" are answers; the bare command opens the check-in.
  if (sentence === "mood")
    return { text: rest === "" ? "check in" : /^\d/.test(rest) ? `mood ${rest}` : rest, isKnown: true };
  return { text: `${sentence} ${rest}`.trim(), isKnown: true };
}
