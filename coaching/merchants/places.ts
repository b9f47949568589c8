/** Codes of the states of the USA and provinces of Canada, as they end a bank's line. */
const REGIONS = new Set(
  (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR " +
    "PA RI SC SD TN TX UT VT VA WA WV WI WY DC AB BC MB NB NL NS ON PE QC SK"
  ).split(" "),
);

/** Countries as card networks end a line with them. */
const COUNTRIES = new Set(
  (
    "GBR USA CAN AUS NZL IRL DEU AUT CHE FRA BEL NLD LUX ESP PRT ITA GRC DNK SWE NOR FIN ISL POL CZE SVK HUN SVN HRV " +
    "ROU BGR EST LVA LTU MLT CYP SGP HKG JPN BRA MEX"
  ).split(" "),
);
/** The first half of a British post code, which stands between town and country. */
const POST_DISTRICT = /^[A-Z]{1,2}\d{1,2}[A-Z]?$/u;

/** Large towns that no time zone is named after. */
const MORE_TOWNS = [
  "SAN FRANCISCO",
  "SAN DIEGO",
  "SAN JOSE",
  "SEATTLE",
  "PORTLAND",
  "BOSTON",
  "AUSTIN",
  "DALLAS",
  "HOUSTON",
  "SAN ANTONIO",
  "ATLANTA",
  "MIAMI",
  "ORLANDO",
  "TAMPA",
  "PHILADELPHIA",
  "PITTSBURGH",
  "BALTIMORE",
  "WASHINGTON",
  "BROOKLYN",
  "MINNEAPOLIS",
  "LAS VEGAS",
  "NASHVILLE",
  "CHARLOTTE",
  "COLUMBUS",
  "OAKLAND",
  "SACRAMENTO",
  "MANCHESTER",
  "BIRMINGHAM",
  "GLASGOW",
  "HAMBURG",
  "MUNICH",
  "MUENCHEN",
  "MUNCHEN",
  "KOLN",
  "FRANKFURT",
  "WIEN",
  "ZURICH",
  "BARCELONA",
  "MILANO",
  "MONTREAL",
  "OSAKA",
  "AUCKLAND",
  "HONOLULU",
  "KOLKATA",
  "MUMBAI",
  "DELHI",
] as const;

/** Words that begin the names of towns, so that of SAN MATEO nothing is left over. */
const TOWN_STARTS = new Set(
  "SAN SANTA LOS LAS NEW FORT SAINT ST EL LA PALO LONG NORTH SOUTH EAST WEST".split(" "),
);

/** Zones of continents are named after towns; others are named after islands, or after words such as CENTER. */
const TOWNS: ReadonlySet<string> = new Set([
  ...Intl.supportedValuesOf("timeZone").flatMap((zone) => {
    const [, town] = /^(?:Africa|America|Asia|Australia|Europe)\/([^/]+)$/.exec(zone) ?? [];
    return town === undefined ? [] : [town.replaceAll(/[_-]/g, " ").toUpperCase()];
  }),
  ...MORE_TOWNS,
]);

function isRegion(word: string | undefined): boolean {
  return word !== undefined && REGIONS.has(word);
}

/**
 * The words of a bank's line without the town and state it ends with; at least one word stays.
 *
 * Before a state stands a town, known or not; without one only a town that is known is taken away.
 */
export function withoutPlace(words: readonly string[]): readonly string[] {
  if (words.length >= 2 && COUNTRIES.has(words.at(-1) ?? "")) {
    const isDistrict = words.length >= 3 && POST_DISTRICT.test(words.at(-2) ?? "");
    return withoutTown(words.slice(0, isDistrict ? -2 : -1));
  }
  if (words.length >= 3 && isRegion(words.at(-1))) {
    const named = withoutTown(words.slice(0, -1));
    if (named.length < words.length - 1) return named;
    const start = words.at(-3);
    const isTwoWords = words.length >= 4 && start !== undefined && TOWN_STARTS.has(start);
    return words.slice(0, isTwoWords ? -3 : -2);
  }
  return withoutTown(words.length === 2 && isRegion(words[1]) ? words.slice(0, 1) : words);
}

function withoutTown(words: readonly string[]): readonly string[] {
  for (const length of [3, 2, 1]) {
    if (words.length > length && TOWNS.has(words.slice(-length).join(" "))) return words.slice(0, -length);
  }
  return words;
}
