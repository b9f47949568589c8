import { type Counted, sumOnce } from "./covered.ts";
import { RefusedExportError } from "./refused.ts";
import type { LocalDays } from "./when.ts";

/** Records that follow one another without a gap are kept as one, up to this length. */
const JOINED_SECONDS = 600;
/** Bytes per stretch, below, times this is what a file can make us hold. */
const MOST_STRETCHES = 8_000_000;
/** No device counts for longer in one record. */
const MOST_SECONDS = 2 * 86_400;

/** Where each source's latest stretch stands. */
interface Latest {
  at: number;
  day: number;
}

/**
 * Steps, or energy, of all sources and days: a few bytes for each stretch of time.
 *
 * Only at the end is it known which source to prefer, so all of them are kept until then.
 */
export class Counts {
  readonly #days: LocalDays;
  readonly #latest = new Map<number, Latest>();
  #length = 0;
  #start = new Uint32Array(1024);
  #seconds = new Uint32Array(1024);
  #day = new Uint16Array(1024);
  #source = new Uint16Array(1024);
  #value = new Float32Array(1024);

  constructor(days: LocalDays) {
    this.#days = days;
  }

  /** Adds a count; over midnight, each day gets its share of the time. Says whether it was one. */
  add(source: number, start: number, end: number, value: number, zone: string | null): boolean {
    if (!(value >= 0) || end < start || end - start > MOST_SECONDS) return false;
    for (let from = start; ; ) {
      const day = this.#days.at(from, zone);
      const to = Math.min(end, day.end);
      const share = end === start ? 1 : (to - from) / (end - start);
      this.#keep(source, day.number, from, to - from, value * share);
      from = day.end;
      if (from >= end) return true;
    }
  }

  #keep(source: number, day: number, start: number, seconds: number, value: number): void {
    const latest = this.#latest.get(source);
    if (latest?.day === day) {
      const before = this.#seconds[latest.at] ?? 0;
      const follows = (this.#start[latest.at] ?? 0) + before === start;
      if (follows && before > 0 && before + seconds <= JOINED_SECONDS) {
        this.#seconds[latest.at] = before + seconds;
        this.#value[latest.at] = (this.#value[latest.at] ?? 0) + value;
        return;
      }
    }
    const at = this.#length++;
    if (at >= MOST_STRETCHES) throw new RefusedExportError("too-much");
    if (at === this.#start.length) this.#grow();
    this.#start[at] = start;
    this.#seconds[at] = seconds;
    this.#day[at] = day;
    this.#source[at] = source;
    this.#value[at] = value;
    this.#latest.set(source, { at, day });
  }

  #grow(): void {
    const length = this.#start.length * 2;
    this.#start = copied(new Uint32Array(length), this.#start);
    this.#seconds = copied(new Uint32Array(length), this.#seconds);
    this.#day = copied(new Uint16Array(length), this.#day);
    this.#source = copied(new Uint16Array(length), this.#source);
    this.#value = copied(new Float32Array(length), this.#value);
  }

  /** On how many days each source counted anything. */
  daysBySource(): Map<number, number> {
    const seen = new Map<number, Set<number>>();
    for (let at = 0; at < this.#length; at++) {
      const source = this.#source[at] ?? 0;
      const days = seen.get(source) ?? new Set();
      seen.set(source, days.add(this.#day[at] ?? 0));
    }
    return new Map([...seen].map(([source, days]) => [source, days.size]));
  }

  /**
   * The sum of each day, by day number; time that a preferred source counted is not counted again.
   *
   * @param rank the place of each source, the preferred one first
   */
  sums(rank: ReadonlyMap<number, number>): Map<number, number> {
    const byDay = new Map<number, number[]>();
    for (let at = 0; at < this.#length; at++) {
      const day = this.#day[at] ?? 0;
      const known = byDay.get(day);
      if (known === undefined) byDay.set(day, [at]);
      else known.push(at);
    }
    const placeOf = (at: number) => rank.get(this.#source[at] ?? 0) ?? 0;
    const sums = new Map<number, number>();
    for (const [day, places] of byDay) {
      places.sort((one, other) => placeOf(one) - placeOf(other) || this.#startOf(one) - this.#startOf(other));
      sums.set(day, sumOnce(this.#stretches(places)));
    }
    return sums;
  }

  #startOf(at: number): number {
    return this.#start[at] ?? 0;
  }

  *#stretches(places: readonly number[]): Generator<Counted> {
    for (const at of places) {
      const start = this.#startOf(at);
      yield { start, end: start + (this.#seconds[at] ?? 0), value: this.#value[at] ?? 0 };
    }
  }
}

function copied<Values extends Uint32Array | Uint16Array | Float32Array>(into: Values, from: Values): Values {
  into.set(from);
  return into;
}
