const THIS_MACHINE: readonly string[] = ["127.0.0.1", "[::1]", "localhost"];

/** What a setting for an address has to be. */
export const SAFE_ADDRESS = "expected an https address, or an http one of this machine, for tests";

/** Whether an address leads to this machine itself, where fakes live. */
export function isThisMachine(address: URL): boolean {
  return THIS_MACHINE.includes(address.hostname);
}

/** Whether what is sent to an address can be read by nobody on the way. */
export function isPrivateWay(address: URL): boolean {
  return address.protocol === "https:" || (address.protocol === "http:" && isThisMachine(address));
}

/** Whether a provider's service may be at an address: keys and tokens go there. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const address = new URL(text);
  const { search, hash, username, password } = address;
  return isPrivateWay(address) && search + hash + username + password === "";
}
