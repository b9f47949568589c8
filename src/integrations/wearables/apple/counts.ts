import { RefusedUploadError } from "../refused-upload.ts";
import { type Counted, sumOnce } from "./covered.ts";
import type { LocalDays } from "./when.ts";

/** Records that follow one another without a gap are kept as one, up to this length. */
const JOINED_SECONDS = 600;
/** Bytes per stretch, below, times this is what a file can make us hold. */
const MOST_STRETCHES = 8_000_000;
/** No device counts for longer in one record. */
const MOST_SECONDS = 2 * 86_400;

/** How many stretches are kept in one piece of memory: what grows is never copied. */
const BLOCK_BITS = 15;
const BLOCK_MASK = 2 ** BLOCK_BITS - 1;

/** Sixteen bytes for each stretch. */
class Block {
  readonly start = new Uint32Array(BLOCK_MASK + 1);
  readonly seconds = new Uint32Array(BLOCK_MASK + 1);
  readonly day = new Uint16Array(BLOCK_MASK + 1);
  readonly source = new Uint16Array(BLOCK_MASK + 1);
  readonly value = new Float32Array(BLOCK_MASK + 1);
}

interface Stretch extends Counted {
  readonly day: number;
  readonly source: number;
}

/**
 * Steps, or energy, of all sources and days: a few bytes for each stretch of time.
 *
 * Only at the end is it known which source to prefer, so all of them are kept until then.
 */
export class Counts {
  readonly #days: LocalDays;
  readonly #blocks: Block[] = [];
  /** Where each source's latest stretch stands. */
  readonly #latest = new Map<number, number>();
  #length = 0;

  constructor(days: LocalDays) {
    this.#days = days;
  }

  /** Adds a count; over midnight, each day gets its share of the time. @returns the name of what makes no sense, else null */
  add(source: number, start: number, end: number, value: number, zone: string | null): string | null {
    if (!(value >= 0)) return "value";
    if (end < start || end - start > MOST_SECONDS) return "endDate";
    for (let from = start; ; ) {
      const day = this.#days.at(from, zone);
      const to = Math.min(end, day.end);
      const share = end === start ? 1 : (to - from) / (end - start);
      this.#keep(source, day.number, from, to - from, value * share);
      from = day.end;
      if (from >= end) return null;
    }
  }

  #keep(source: number, day: number, start: number, seconds: number, value: number): void {
    const latest = this.#latest.get(source);
    const before = latest === undefined ? null : this.#get(latest);
    const follows =
      before !== null && before.day === day && before.end === start && before.end > before.start;
    if (latest !== undefined && follows && start + seconds - before.start <= JOINED_SECONDS) {
      const length = start + seconds - before.start;
      this.#set(latest, { ...before, end: before.start + length, value: before.value + value });
      return;
    }
    if (this.#length >= MOST_STRETCHES) throw new RefusedUploadError("too-much");
    const at = this.#length++;
    this.#set(at, { source, day, start, end: start + seconds, value });
    this.#latest.set(source, at);
  }

  #set(at: number, { source, day, start, end, value }: Stretch): void {
    const number = at >> BLOCK_BITS;
    const block = this.#blocks[number] ?? new Block();
    this.#blocks[number] = block;
    const place = at & BLOCK_MASK;
    block.start[place] = start;
    block.seconds[place] = end - start;
    block.day[place] = day;
    block.source[place] = source;
    block.value[place] = value;
  }

  #get(at: number): Stretch {
    const block = this.#blocks[at >> BLOCK_BITS];
    const place = at & BLOCK_MASK;
    const start = block?.start[place] ?? 0;
    return {
      start,
      end: start + (block?.seconds[place] ?? 0),
      day: block?.day[place] ?? 0,
      source: block?.source[place] ?? 0,
      value: block?.value[place] ?? 0,
    };
  }

  /** On how many days each source counted anything. */
  daysBySource(): Map<number, number> {
    const seen = new Map<number, Set<number>>();
    for (let at = 0; at < this.#length; at++) {
      const { source, day } = this.#get(at);
      const days = seen.get(source) ?? new Set();
      seen.set(source, days.add(day));
    }
    return new Map([...seen].map(([source, days]) => [source, days.size]));
  }

  /**
   * The sum of each day, by day number; time that a preferred source counted is not counted again.
   *
   * @param rank the place of each source, the preferred one first
   */
  sums(rank: ReadonlyMap<number, number>): Map<number, number> {
    const placeOf = ({ source }: Stretch) => rank.get(source) ?? 0;
    const sums = new Map<number, number>();
    for (const [day, places] of this.#placesByDay()) {
      const stretches = Array.from(places, (at) => this.#get(at));
      stretches.sort((one, other) => placeOf(one) - placeOf(other) || one.start - other.start);
      sums.set(day, sumOnce(stretches));
    }
    return sums;
  }

  /** Where each day's stretches stand: all of them in one array, one day after the other. */
  #placesByDay(): Map<number, Uint32Array> {
    const amounts = new Map<number, number>();
    for (let at = 0; at < this.#length; at++) {
      const { day } = this.#get(at);
      amounts.set(day, (amounts.get(day) ?? 0) + 1);
    }
    const all = new Uint32Array(this.#length);
    const byDay = new Map<number, Uint32Array>();
    let from = 0;
    for (const [day, amount] of amounts) {
      byDay.set(day, all.subarray(from, from + amount));
      from += amount;
    }
    const filled = new Map<number, number>();
    for (let at = 0; at < this.#length; at++) {
      const { day } = this.#get(at);
      const next = filled.get(day) ?? 0;
      const places = byDay.get(day);
      if (places !== undefined) places[next] = at;
      filled.set(day, next + 1);
    }
    return byDay;
  }
}
