import type { MoodWord } from "../frame.ts";

/** Typed faces, as the emoji they stand for. */
export const EMOTICONS: Readonly<Record<string, string>> = {
  ":)": "🙂",
  ":-)": "🙂",
  "=)": "🙂",
  ":]": "🙂",
  ":D": "😄",
  ":-D": "😄",
  "=D": "😄",
  xD: "😄",
  XD: "😄",
  ";)": "🙂",
  ";-)": "🙂",
  "^^": "🙂",
  "^_^": "🙂",
  ":(": "🙁",
  ":-(": "🙁",
  "=(": "🙁",
  ":[": "🙁",
  ":'(": "😢",
  ":'-(": "😢",
  "D:": "😢",
  T_T: "😢",
  t_t: "😢",
  ":/": "😕",
  ":-/": "😕",
  ":\\": "😕",
  ":-\\": "😕",
  ":|": "😐",
  ":-|": "😐",
  "-_-": "😑",
  "<3": "❤",
  "</3": "💔",
};

/** What a face says about the mood. */
export const FACE_MOODS: readonly (readonly [MoodWord, string])[] = [
  ["very_good", "😀😃😄😁🤩🥳😍🥰😎🎉🤗"],
  ["good", "🙂😊☺😌😇😆😋👍😸💪❤💚💙🌞😺"],
  ["neutral", "😐😑😶🤷🫤🫥"],
  ["low", "🙁☹😕😟😔😞😒😣😖😢🥺😥😓👎💔😿🙃😮‍💨😤🥲🫠"],
  ["very_low", "😭😩😫😱💩"],
];

/** Faces that name an emotion; some of them say the mood as well. */
export const FACE_EMOTIONS: Readonly<Record<string, string>> = {
  "😴": "tired",
  "🥱": "tired",
  "💤": "tired",
  "😪": "tired",
  "😡": "angry",
  "🤬": "angry",
  "😠": "angry",
  "😰": "anxious",
  "😨": "anxious",
  "😬": "anxious",
};

/** Faces that name a context. */
export const FACE_CONTEXTS: Readonly<Record<string, string>> = {
  "🤒": "sick",
  "🤢": "sick",
  "🤮": "sick",
  "🤧": "sick",
  "😷": "sick",
  "🤕": "sick",
};

/** Batteries say the energy, 0 to 100. */
export const FACE_ENERGIES: Readonly<Record<string, number>> = { "🪫": 5, "🔋": 95 };
