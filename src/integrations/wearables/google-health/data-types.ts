/** What is read of a person, by the name that the Google Health API has for it in addresses and notifications. */
export const DATA_TYPES = [
  "sleep",
  "daily-resting-heart-rate",
  "daily-heart-rate-variability",
  "steps",
  "active-energy-burned",
] as const;
export type DataType = (typeof DATA_TYPES)[number];

export function isDataType(name: string): name is DataType {
  return (DATA_TYPES as readonly string[]).includes(name);
}
