/**
 * Why what a person sent, a file or a post of their phone's, cannot be read at all.
 *
 * - `not-an-export`: neither an export.xml of Apple Health nor a zip that holds one
 * - `not-a-post`: neither of Health Auto Export nor of a shortcut
 * - `no-days`: no table with a date and a signal beside it
 * - `several-people`: days of several people, and nobody has said whose are meant
 * - `cut-off`: it ends too early
 * - `damaged`: the archive contradicts itself, or packs in a way that no phone does
 * - `encrypted`: the archive has a password
 * - `bomb`: it unpacks to far more than an export would
 * - `bad-xml`: it is no XML
 * - `entities`: it declares or uses entities of its own
 * - `too-deep`, `too-many-attributes`, `too-long`: elements no export has
 * - `too-much`: more days, sources or measurements than a person has
 */
export type RefusedCode =
  | "not-an-export"
  | "not-a-post"
  | "no-days"
  | "several-people"
  | "cut-off"
  | "damaged"
  | "encrypted"
  | "bomb"
  | "bad-xml"
  | "entities"
  | "too-deep"
  | "too-many-attributes"
  | "too-long"
  | "too-much";

/** What was sent cannot be read as a whole; nothing of it may be kept. Holds none of its content. */
export class RefusedUploadError extends Error {
  readonly code: RefusedCode;

  constructor(code: RefusedCode) {
    super(`upload cannot be read: ${code}`);
    this.name = "RefusedUploadError";
    this.code = code;
  }
}
