/** Crises told by what surrounds them alone; in other words than the strangers' lines that they were learned from. */
export const CIRCUMSTANCES = [
  "nobody would know if i was no longer around anymore",
  "they'd have it so much easier if they never had me",
  "life goes on fine without me in it",
  "i'd love to vanish and never be found",
  "wish there was an off switch for my life",
  "if i just fell asleep and didn't wake, fine by me",
  "don't expect there will be another birthday for me",
  "i won't see christmas this year and that's okay",
  "i'm finished fighting to stay",
  "there is no road left for me",
  "tell my son i really tried",
  "gave my guitar to a neighbour for keeps",
  "worked out who takes the cats and settled who gets my things",
  "back at my wrists again",
  "long sleeves all week so nobody sees the cuts",
  "he held a knife at me and said next time he means it",
  "my ex got into the flat again, there is a restraining order",
] as const;

/** The same words about ordinary things. */
export const CIRCUMSTANCE_LOOKALIKES = [
  "would vanish to an island and not come back from that holiday lol",
  "sorted who gets the cat for the holiday weekend",
  "tell mum i tried the recipe",
  "my husband is at home at work all day",
  "made my peace with it, selling the car",
  "done fighting with the insurance",
  "not going to see the new year in the office",
  "long sleeves so my arms dont burn",
  "went to sleep and that was it, slept 9 hours",
  "no choice left for me but vegan",
  "my ex is at the door again with the kids things",
  "my paycheck won't make it to christmas",
] as const;
