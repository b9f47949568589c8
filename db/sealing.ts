import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const ALGORITHM = "aes-256-gcm";
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** Secrets at rest: what is sealed for one place opens in that place only. */
export type Sealer = {
  /** @param place what it belongs to, as `slack_installations/E1/T1`: a row that is copied elsewhere does not open */
  seal(text: string, place: string): string;
  /** @throws SealError for another key, another place or a changed text */
  open(sealed: string, place: string): string;
  /** What every text begins with that the newest key has sealed. */
  readonly newestPrefix: string;
};

/** A sealed text that does not open. Says nothing of the text. */
class SealError extends Error {
  constructor(why: string) {
    super(`sealed text does not open: ${why}`);
    this.name = "SealError";
  }
}

/**
 * Seals with AES-256-GCM; each text has a key of its own, derived from the master key and a random salt.
 *
 * @param masterKeys the first seals, all of them open: an old one stays in the list until everything is sealed anew
 * @throws RangeError for a key that is not 32 bytes in base64, or no key
 */
export function createSealer(masterKeys: readonly string[]): Sealer {
  const masters = masterKeys.map(readMasterKey);
  const [current] = masters;
  if (current === undefined) throw new RangeError("expected at least one master key");
  const newestPrefix = `v1.${current.name}.`;
  return {
    newestPrefix,
    seal(text, place) {
      const salt = randomBytes(SALT_BYTES);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, derive(current.key, salt, place), nonce, {
        authTagLength: TAG_BYTES,
      });
      cipher.setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      const parts = [salt, nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"));
      return newestPrefix + parts.join(".");
    },
    open(text, place) {
      const [version, name, ...encoded] = text.split(".");
      const [salt, nonce, tag, sealed] = encoded.map((part) => Buffer.from(part, "base64url"));
      if (version !== "v1" || !salt || !nonce || tag?.length !== TAG_BYTES || !sealed) {
        throw new SealError("not in the form this program writes");
      }
      const master = masters.find((known) => known.name === name);
      if (master === undefined) throw new SealError("its master key is not among those given");
      const decipher = createDecipheriv(ALGORITHM, derive(master.key, salt, place), nonce, {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8");
      } catch {
        throw new SealError("it was changed, or belongs elsewhere");
      }
    },
  };
}

/** A master key and a name for it that tells nothing of it. */
function readMasterKey(encoded: string) {
  const key = Buffer.from(encoded, "base64");
  if (key.length !== KEY_BYTES) throw new RangeError("expected a key of 32 bytes in base64");
  return { key, name: Buffer.from(hkdfSync("sha256", key, "", "name", 6)).toString("base64url") };
}

function derive(key: Buffer, salt: Buffer, place: string): Buffer {
  return Buffer.from(hkdfSync("sha256", key, salt, place, KEY_BYTES));
}
