/** A list of words as a pattern: whole words, `*` for any ending. */
function anyOf(words: readonly string[]): RegExp {
  const escaped = words.map((word) => word.replaceAll("*", "\\p{L}*").replaceAll(" ", "\\s+"));
  return new RegExp(`(?<![\\p{L}'])(?:${escaped.join("|")})(?![\\p{L}])`, "iu");
}

/** Words that no template says to a person, by what is wrong with them; `except` are templates that need one. */
export const NEVER_SAID_ANYWHERE: readonly {
  readonly what: string;
  readonly words: RegExp;
  readonly except: RegExp;
}[] = [
  {
    what: "praise",
    words: anyOf([
      ...[
        "well done",
        "good job",
        "great job",
        "great work",
        "nice work",
        "good work",
        "nicely done",
        "bravo",
      ],
      ...["congrat*", "keep it up", "keep going", "proud", "amazing", "awesome", "fantastic", "excellent"],
      ...["brilliant", "impressive", "superb", "champion", "hero", "nailed", "good for you", "way to go"],
      ...["you rock", "streak*", "hooray", "achiev*", "crushed"],
    ]),
    except: /^$/,
  },
  {
    what: "shame",
    words: anyOf([
      ...["asham*", "shame*", "guilt*", "overspen*", "splurg*", "wasted", "wasting", "wasteful", "careless*"],
      ...["reckless*", "irresponsib*", "lazy", "laziness", "foolish*", "undisciplined", "out of control"],
      ...["lost control", "too much money", "should have", "shouldn't have", "you failed", "disappoint*"],
      ...["bad day", "frivolous", "needless*", "indulg*", "poor choice*", "bad habit*", "blew"],
    ]),
    except: /^$/,
  },
  {
    what: "cause",
    words: anyOf([
      ...[
        "because you",
        "because your",
        "caused by",
        "causes",
        "causing",
        "due to your",
        "leads to",
        "led to",
      ],
      ...["leading to", "results in", "makes you spend", "made you spend", "makes you feel", "made you feel"],
      ...["triggers your", "triggered by", "the reason you", "that's why you", "thanks to your"],
    ]),
    // Why a figure is not told, and where an address leads.
    except: /^(?:budget|simplefin)\//,
  },
  {
    what: "diagnosis",
    words: anyOf([
      ...["diagnos*", "depress*", "anxiety", "manic", "mania", "bipolar", "adhd", "burnout", "burned out"],
      ...["burnt out", "burn out", "disorder*", "addict*", "compulsi*", "insomnia*", "apnea", "apnoea"],
      ...["trauma*", "syndrome*", "pathological", "unhealthy", "symptom*", "sleep deprived", "exhausted"],
    ]),
    // What the coach is no judge of has to be named.
    except: /^limits\//,
  },
];

/** What a rule's message does not say beside these: verdicts, orders, comparison with others. */
export const NEVER_SAID_BY_RULES: RegExp = anyOf([
  ...[
    "must",
    "have to",
    "need to",
    "ought",
    "always",
    "never",
    "too much",
    "too many",
    "too little",
    "too often",
  ],
  ...["bad", "badly", "worse", "worst", "wrong", "terrible", "awful", "poor", "poorly", "mistake*", "fault*"],
  ...["good", "great", "better", "best", "perfect*", "success*", "worr*", "warning*", "danger*", "alarm*"],
  ...["other people", "others like you", "people like you", "average person", "most people", "healthy"],
  ...["because", "cause*", "therefore", "invest*", "loan*", "rent", "groceries", "doctor*", "medicine*"],
]);
