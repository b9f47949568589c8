import { TextDecoder } from "node:util";
import { SaxesParser } from "saxes";
import { RefusedUploadError } from "../refused-upload.ts";

type Attributes = Readonly<Record<string, string>>;

/** What is told while an export is read, in the order of the file. */
export interface ExportListener {
  /** A record of the top level. Those inside a correlation stand there as well. */
  record(attributes: Attributes, zone: string | undefined): void;
  /** Apple's own sums of a day. */
  summary(attributes: Attributes): void;
}

const ROOT = /<HealthData(?=[\s>])/;
/** The document type of a real export has 20 kB. */
const MOST_BEFORE_ROOT = 1_048_576;
/** A real export goes five levels down and has sixteen attributes at most. */
const MOST_DEPTH = 32;
const MOST_ATTRIBUTES = 64;
/** The most text in which nothing begins or ends. */
const MOST_QUIET = 1_048_576;
const PIECE_BYTES = 65_536;
/** XML has no such letters, yet phones write them into names. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const NO_XML = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/**
 * Reads the export.xml of Apple Health as it comes, holding one record at a time.
 *
 * The document type is dropped unread: in some versions of iOS it is broken.
 *
 * @throws RefusedUploadError
 */
export async function readExportXml(
  bytes: AsyncIterable<Uint8Array>,
  listener: ExportListener,
): Promise<void> {
  const decoder = new TextDecoder();
  const reader = new RecordReader(listener);
  let head: string | null = "";
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
      const text = decoder.decode(chunk.subarray(from, from + PIECE_BYTES), { stream: true });
      if (head === null) {
        reader.write(text);
        continue;
      }
      head += text;
      const root = head.search(ROOT);
      const before = root === -1 ? head : head.slice(0, root);
      if (before.includes("<!ENTITY")) throw new RefusedUploadError("entities");
      if (before.length > MOST_BEFORE_ROOT || !/^\s*(<|$)/.test(before)) {
        throw new RefusedUploadError("not-an-export");
      }
      if (root === -1) continue;
      reader.write(head.slice(root));
      head = null;
    }
  }
  if (head !== null) throw new RefusedUploadError("not-an-export");
  reader.write(decoder.decode());
  reader.close();
}

class RecordReader {
  readonly #parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  #depth = 0;
  #attributes = 0;
  #quiet = 0;
  #record: Attributes | null = null;
  #zone: string | undefined;
  #isClosing = false;

  constructor(listener: ExportListener) {
    const parser = this.#parser;
    parser.on("error", ({ message }) => {
      if (message.includes("entity")) throw new RefusedUploadError("entities");
      throw new RefusedUploadError(this.#isClosing ? "cut-off" : "bad-xml");
    });
    parser.on("opentagstart", () => {
      this.#quiet = 0;
      this.#attributes = 0;
      if (++this.#depth > MOST_DEPTH) throw new RefusedUploadError("too-deep");
    });
    parser.on("attribute", () => {
      this.#quiet = 0;
      if (++this.#attributes > MOST_ATTRIBUTES) throw new RefusedUploadError("too-many-attributes");
    });
    parser.on("opentag", ({ name, attributes }) => {
      if (this.#depth === 2) {
        if (name === "Record") {
          this.#record = attributes;
          this.#zone = undefined;
        } else if (name === "ActivitySummary") listener.summary(attributes);
      } else if (this.#record !== null && name === "MetadataEntry" && this.#depth === 3) {
        if (attributes.key === "HKTimeZone") this.#zone = attributes.value;
      }
    });
    parser.on("closetag", () => {
      this.#quiet = 0;
      if (this.#depth === 2 && this.#record !== null) {
        listener.record(this.#record, this.#zone);
        this.#record = null;
      }
      this.#depth--;
    });
  }

  write(text: string): void {
    this.#parser.write(text.replace(NO_XML, ""));
    this.#quiet += text.length;
    if (this.#quiet > MOST_QUIET) throw new RefusedUploadError("too-long");
  }

  close(): void {
    this.#isClosing = true;
    this.#parser.close();
  }
}
