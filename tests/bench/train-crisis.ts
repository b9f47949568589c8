import { writeFile } from "node:fs/promises";
import { trainingLines } from "../support/crisis-lines.ts";
import { trainWeights } from "../support/crisis-training.ts";

// Learns the weights of the crisis alarm from the reviewed lines, and puts them where it reads them.
const WEIGHTS = new URL("../../coaching/understanding/words/crisis-weights.json", import.meta.url);

const lines = trainingLines();
const trained = trainWeights(lines);
await writeFile(WEIGHTS, `${JSON.stringify(trained, null, 2)}\n`);
const crises = lines.filter(({ crisis }) => crisis).length;
process.stdout.write(
  `${Object.keys(trained.weights).length} weights from ${crises} lines of a crisis and ${lines.length - crises} others\n`,
);
