/** How long the id of something at a chat platform, bank or wearable may be, in characters. */
export const LONGEST_EXTERNAL_ID = 255;

const EXTERNAL_ID = new RegExp(`^[^\\0]{1,${LONGEST_EXTERNAL_ID}}$`, "u");

/** Whether a text that came from outside can be stored as an id: neither empty nor too long, and without NUL. */
export function isExternalId(text: string): boolean {
  return EXTERNAL_ID.test(text);
}
