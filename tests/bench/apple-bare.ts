import { createReadStream } from "node:fs";
import { SaxesParser } from "saxes";

// Parses a file as XML and does nothing with it; prints how many elements there were. The document type is dropped.
const [path = ""] = process.argv.slice(2);
const parser = new SaxesParser();
let elements = 0;
parser.on("opentag", () => {
  elements++;
});
for await (const chunk of createReadStream(path, { encoding: "utf8" })) parser.write(String(chunk));
parser.close();
process.stdout.write(`${elements}\n`);
