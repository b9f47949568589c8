/** Said outright in a sentence of its own, beside a joke about a small thing: the joke takes none of it back. */
export const EXPLICIT_BESIDE_JOKES = [
  "haha the coffee machine broke. I want to kill myself tonight",
  "lol my boss yelled again. I want to kill myself, I have a plan",
  "monday meeting was bad haha 😂. I am going to end my life tonight",
  "I want to kill myself. haha anyway, rent is due",
  "spent 60 on takeout lol\ni want to die",
  "lmao another invoice! i've been thinking about suicide all week",
  "haha pizza again... i don't want to live anymore",
  "rent went up 😂😂; im going to kill myself",
  "coffee 4, lunch 12 haha. I took all my pills. energy 10",
  "lol netflix raised its price. my husband beats me",
  "hehe the printer died. i cut myself again last night. meeting at 3",
  "my boss yelled at me. i want to kill myself. lol",
  "I want to end my life over this mortgage. haha, what a monday",
  "haha what a day. I want to kill myself tonight",
  "my boss is the reason i want to kill myself. Not joking",
  "i want to kill myself because of my boss, not kidding",
] as const;

/** Less than outright, or under a laugh of its own: possible. */
export const POSSIBLE_BESIDE_JOKES = [
  "haha the coffee machine broke. everyone would be better off without me",
  "lol mondays. i don't want to be here anymore",
  "lol that meeting. don't let my mum be the one to find me",
  "traffic was bad haha. my friend is suicidal",
  "my boss yelled again. lol i want to kill myself",
  "haha the coffee machine broke, I want to kill myself tonight",
  "lol my boss yelled again and i want to kill myself i have a plan",
] as const;

/** Jokes about small things, and everyday sentences beside them. */
export const JOKES_ONLY = [
  "haha this bill is killing me. lol I'm dying",
  "kill me now lol. need coffee",
  "lol gonna kms if rent goes up",
  "lol gonna kms if rent goes up. coffee 4, energy 30",
  "haha the printer died again. so did my budget",
  "lol monday. i'm dead 💀",
  "this meeting is killing me lmao. lunch was 12",
  "haha pizza for 40 again. shoot me an email",
  "i'd kill for a coffee lol. 3/7, tired",
  "lol kill me, another zoom. energy 20",
  "my boss will kill me haha. spent 200 on shoes",
  "rent is murder 😂. groceries 54.20",
] as const;
