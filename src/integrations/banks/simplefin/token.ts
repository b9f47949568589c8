/** What a person brings from SimpleFIN: where access can be claimed, once, or the access itself. */
export type Paste = { readonly kind: "claim" | "access"; readonly url: string };

const LONGEST = 2000;
/** Base64 of `http`, as every setup token begins; its characters may have been wrapped. */
const TOKEN = /aHR0c[A-Za-z0-9+/_=-]{15,}/;
/** Other addresses that hold a claim are no business of ours. */
const CLAIM = /https?:\/\/[^\s@]*simplefin[^\s@]*\/claim\/[^\s/]+/i;
/** Where a claim is, and nothing beside it: whoever writes a token says where the coach's request goes. */
const CLAIM_PATH = /\/claim\/[^/]+$/;
const ACCESS = /https?:\/\/[^\s/:@]+:[^\s/@]+@\S*simplefin\S*/i;

/**
 * Finds a setup token in what somebody wrote, alone or among words, also one that was wrapped over lines; an address that
 * access is claimed at, or access itself, is taken too.
 *
 * @returns null where there is none
 */
export function readPaste(text: string): Paste | null {
  if (text.length > LONGEST) return null;
  const access = ACCESS.exec(text)?.[0];
  if (access !== undefined && URL.canParse(access)) return { kind: "access", url: access };
  // Whole before cut at the end of a line.
  const claim = [text.replace(/\s*\n\s*/g, ""), text]
    .map((whole) => decoded(TOKEN.exec(whole)?.[0] ?? "") ?? CLAIM.exec(whole)?.[0])
    .find((url) => url !== undefined && isClaim(url));
  return claim === undefined ? null : { kind: "claim", url: claim };
}

function decoded(token: string): string | null {
  const url = Buffer.from(token, "base64").toString("utf8").trim();
  return isClaim(url) ? url : null;
}

function isClaim(text: string): boolean {
  if (!/^https?:\/\/[\x21-\x7e]+$/i.test(text) || !URL.canParse(text)) return false;
  const { pathname, search, hash, username, password } = new URL(text);
  return CLAIM_PATH.test(pathname) && search + hash + username + password === "";
}
