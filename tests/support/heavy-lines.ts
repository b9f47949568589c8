import { soundsHeavy } from "../../coaching/understanding/crisis.ts";
import { trainingLines } from "./crisis-lines.ts";

/**
 * Reviewed lines of a crisis that come near the alarm and do not raise it, by the weights in use: which they are changes with
 * everything that is learned.
 *
 * @param wrap what is said around the line
 */
export function heavyLines(wrap: (line: string) => string = (line) => line): readonly string[] {
  return trainingLines()
    .filter(({ crisis, text }) => crisis && !text.includes("\n"))
    .map(({ text }) => wrap(text))
    .filter(soundsHeavy);
}
