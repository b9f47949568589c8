import { createInterface } from "node:readline/promises";
import { OperatorError } from "../../db/errors.ts";

/** Whether somebody is there to answer. */
export const isTerminal = () => process.stdin.isTTY === true && process.stdout.isTTY === true;

export async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await lines.question(question)).trim();
  } finally {
    lines.close();
  }
}

/**
 * Asks for a yes where none was given.
 *
 * @throws OperatorError `otherwise` where nobody is there to say it
 */
export async function agreed(isGiven: boolean, question: string, otherwise: string): Promise<boolean> {
  if (isGiven) return true;
  if (!isTerminal()) throw new OperatorError(otherwise);
  return /^y(es)?$/i.test(await ask(`${question} [y/N] `));
}
