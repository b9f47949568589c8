/** Waited when an answer does not say how long: most limits count by the minute. */
const LIMIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 86_400;

/** How long a service asks to be left in peace: whole seconds, a day at most. @param header `Retry-After` */
export function retryAfterSeconds(header: string | null | undefined): number {
  const seconds = /^\d{1,9}$/.test(header ?? "") ? Number(header) : 0;
  return seconds > 0 ? Math.min(seconds, LONGEST_WAIT_SECONDS) : LIMIT_SECONDS;
}
