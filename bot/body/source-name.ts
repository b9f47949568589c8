/** Sources that bring days by themselves, or are made up: by their letters alone, as people write them in any way. */
const TAKEN =
  /^(?:oura(?:ring)?|fitbit|googlehealth|whoop|apple(?:health|watch)?|healthautoexport|shortcuts?|simulated.*|sample.*)$/;
const LONGEST = 40;

/**
 * What days from a file are stored under, by what somebody calls their device. One that brings days by itself is told apart, so
 * that neither writes over the other's.
 *
 * @returns null where nothing is left of the name
 */
export function sourceNamed(said: string): string | null {
  const name = said
    .replaceAll(/[\p{C}\p{Z}]+/gu, " ")
    .trim()
    .slice(0, LONGEST)
    .toWellFormed();
  if (!/[\p{L}\p{N}]/u.test(name)) return null;
  return TAKEN.test(name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "")) ? `${name} (file)` : name;
}

/** Devices that people have files from, as they are written. */
const DEVICES = [
  "Garmin",
  "Polar",
  "Suunto",
  "COROS",
  "Samsung Health",
  "Withings",
  "Amazfit",
  "Huawei",
  "Xiaomi",
  "Ultrahuman",
  "Eight Sleep",
  "RingConn",
  "Google Fit",
  "Health Connect",
  "Oura",
  "Fitbit",
  "WHOOP",
];

/** The device that a file is named after, as days of it would be stored; null where its name says none. */
export function deviceInName(fileName: string): string | null {
  const words = ` ${fileName.toLowerCase().replaceAll(/[^\p{L}]+/gu, " ")} `;
  const device = DEVICES.find((one) => words.includes(` ${one.toLowerCase()} `));
  return device === undefined ? null : sourceNamed(device);
}
