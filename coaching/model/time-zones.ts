import { isTimeZone } from "./local-date.ts";

/** Places people name that are no part of an IANA name, in lower case. */
const PLACES: Readonly<Record<string, string>> = {
  uk: "Europe/London",
  england: "Europe/London",
  britain: "Europe/London",
  scotland: "Europe/London",
  wales: "Europe/London",
  manchester: "Europe/London",
  birmingham: "Europe/London",
  leeds: "Europe/London",
  edinburgh: "Europe/London",
  ireland: "Europe/Dublin",
  germany: "Europe/Berlin",
  munich: "Europe/Berlin",
  hamburg: "Europe/Berlin",
  frankfurt: "Europe/Berlin",
  france: "Europe/Paris",
  spain: "Europe/Madrid",
  barcelona: "Europe/Madrid",
  italy: "Europe/Rome",
  milan: "Europe/Rome",
  poland: "Europe/Warsaw",
  netherlands: "Europe/Amsterdam",
  switzerland: "Europe/Zurich",
  geneva: "Europe/Zurich",
  austria: "Europe/Vienna",
  sweden: "Europe/Stockholm",
  norway: "Europe/Oslo",
  denmark: "Europe/Copenhagen",
  finland: "Europe/Helsinki",
  greece: "Europe/Athens",
  portugal: "Europe/Lisbon",
  kiev: "Europe/Kyiv",
  nyc: "America/New_York",
  "new york city": "America/New_York",
  boston: "America/New_York",
  washington: "America/New_York",
  "washington dc": "America/New_York",
  philadelphia: "America/New_York",
  miami: "America/New_York",
  atlanta: "America/New_York",
  "us east": "America/New_York",
  eastern: "America/New_York",
  "eastern time": "America/New_York",
  dallas: "America/Chicago",
  houston: "America/Chicago",
  austin: "America/Chicago",
  texas: "America/Chicago",
  central: "America/Chicago",
  "central time": "America/Chicago",
  mountain: "America/Denver",
  "mountain time": "America/Denver",
  "salt lake city": "America/Denver",
  la: "America/Los_Angeles",
  "san francisco": "America/Los_Angeles",
  sf: "America/Los_Angeles",
  seattle: "America/Los_Angeles",
  portland: "America/Los_Angeles",
  "san diego": "America/Los_Angeles",
  "las vegas": "America/Los_Angeles",
  california: "America/Los_Angeles",
  pacific: "America/Los_Angeles",
  "pacific time": "America/Los_Angeles",
  "us west": "America/Los_Angeles",
  hawaii: "Pacific/Honolulu",
  montreal: "America/Toronto",
  ottawa: "America/Toronto",
  calgary: "America/Edmonton",
  "rio de janeiro": "America/Sao_Paulo",
  rio: "America/Sao_Paulo",
  brasilia: "America/Sao_Paulo",
  india: "Asia/Kolkata",
  mumbai: "Asia/Kolkata",
  delhi: "Asia/Kolkata",
  "new delhi": "Asia/Kolkata",
  bangalore: "Asia/Kolkata",
  bengaluru: "Asia/Kolkata",
  chennai: "Asia/Kolkata",
  china: "Asia/Shanghai",
  beijing: "Asia/Shanghai",
  shenzhen: "Asia/Shanghai",
  japan: "Asia/Tokyo",
  osaka: "Asia/Tokyo",
  korea: "Asia/Seoul",
  israel: "Asia/Jerusalem",
  "tel aviv": "Asia/Jerusalem",
  "abu dhabi": "Asia/Dubai",
  turkey: "Europe/Istanbul",
  ankara: "Europe/Istanbul",
  egypt: "Africa/Cairo",
  "cape town": "Africa/Johannesburg",
  "south africa": "Africa/Johannesburg",
  canberra: "Australia/Sydney",
  "new zealand": "Pacific/Auckland",
  wellington: "Pacific/Auckland",
  utc: "UTC",
  gmt: "UTC",
};

const MOST_GUESSES = 4;
let cities: ReadonlyMap<string, string> | undefined;

/**
 * The time zones a person may mean by an IANA name, a city or a country, likeliest first.
 *
 * @returns at most four IANA names; empty when nothing fits
 */
export function findTimeZones(said: string): readonly string[] {
  const exact = said.trim();
  if (exact.includes("/") && isTimeZone(exact)) return [canonical(exact)];
  const wanted = fold(exact);
  if (wanted === "") return [];
  const place = PLACES[wanted];
  if (place !== undefined) return [place];
  const known = cityZones();
  const city = known.get(wanted);
  if (city !== undefined) return [city];
  if (wanted.length < 3) return [];
  const starts = [...known].filter(([name]) => name.startsWith(wanted)).map(([, zone]) => zone);
  return [...new Set(starts)].slice(0, MOST_GUESSES);
}

/** A zone as people say it: `America/New_York` to `New York`. */
export function placeOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

const CURRENCIES_BY_ZONE: readonly (readonly [RegExp, string])[] = [
  [/^Europe\/(London|Belfast|Jersey|Guernsey|Isle_of_Man)$/, "GBP"],
  [/^Europe\/(Zurich|Vaduz|Busingen)$/, "CHF"],
  [/^Europe\/Warsaw$/, "PLN"],
  [/^Europe\/Stockholm$/, "SEK"],
  [/^Europe\/Oslo$/, "NOK"],
  [/^Europe\/Copenhagen$/, "DKK"],
  [/^Europe\/Prague$/, "CZK"],
  [/^Europe\/Budapest$/, "HUF"],
  [/^Europe\/Bucharest$/, "RON"],
  [/^Europe\/Istanbul$/, "TRY"],
  [/^Europe\/(Kyiv|Kiev)$/, "UAH"],
  [
    /^Europe\/(Amsterdam|Andorra|Athens|Berlin|Bratislava|Brussels|Dublin|Helsinki|Lisbon|Ljubljana|Luxembourg|Madrid|Malta|Monaco|Paris|Riga|Rome|San_Marino|Tallinn|Vatican|Vienna|Vilnius|Zagreb|Sofia)$/,
    "EUR",
  ],
  [/^America\/(Toronto|Vancouver|Edmonton|Winnipeg|Halifax|St_Johns|Regina)$/, "CAD"],
  [/^America\/Mexico_City$/, "MXN"],
  [/^America\/Sao_Paulo$/, "BRL"],
  [/^Australia\//, "AUD"],
  [/^Pacific\/Auckland$/, "NZD"],
  [/^Asia\/(Kolkata|Calcutta)$/, "INR"],
  [/^Asia\/Tokyo$/, "JPY"],
  [/^Asia\/Singapore$/, "SGD"],
  [/^Asia\/Hong_Kong$/, "HKD"],
  [/^Asia\/Seoul$/, "KRW"],
  [/^Asia\/Dubai$/, "AED"],
  [/^Asia\/(Jerusalem|Tel_Aviv)$/, "ILS"],
  [/^Africa\/Johannesburg$/, "ZAR"],
];

/** The currency most people in a zone pay with; USD where this list does not know better. A guess to be confirmed. */
export function likelyCurrency(zone: string): string {
  return CURRENCIES_BY_ZONE.find(([pattern]) => pattern.test(zone))?.[1] ?? "USD";
}

function cityZones(): ReadonlyMap<string, string> {
  if (cities !== undefined) return cities;
  const zones = Intl.supportedValuesOf("timeZone");
  cities = new Map(zones.map((zone) => [fold(placeOf(zone)), zone] as const));
  return cities;
}

/** The runtime's spelling of a zone name, whatever case it was typed in. */
function canonical(zone: string): string {
  const wanted = zone.toLowerCase();
  return Intl.supportedValuesOf("timeZone").find((name) => name.toLowerCase() === wanted) ?? zone;
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[_,.]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
