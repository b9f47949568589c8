/** The goals a person may have, as stored and as offered. */
export const GOALS = [
  { id: "reduce_impulse_spending", choice: "impulse" },
  { id: "increase_energy", choice: "energy" },
  { id: "steadier_mood", choice: "mood" },
  { id: "look_around", choice: "look" },
] as const;
