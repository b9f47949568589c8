/**
 * Why an export cannot be read.
 *
 * - `not-an-export`: neither an export.xml nor a zip that holds one
 * - `cut-off`: it ends too early
 * - `damaged`: the archive contradicts itself, or packs in a way that no phone does
 * - `encrypted`: the archive has a password
 * - `bomb`: it unpacks to far more than an export would
 * - `bad-xml`: it is no XML
 * - `entities`: it declares or uses entities of its own
 * - `too-deep`, `too-many-attributes`, `too-long`: elements no export has
 * - `too-much`: more sources or measurements than a person has
 */
export type RefusedCode =
  | "not-an-export"
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

/** The export as a whole cannot be read; nothing of it may be kept. Holds no content of the file. */
export class RefusedExportError extends Error {
  readonly code: RefusedCode;

  constructor(code: RefusedCode) {
    super(`export cannot be read: ${code}`);
    this.name = "RefusedExportError";
    this.code = code;
  }
}
