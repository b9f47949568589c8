import { MESSAGE_KINDS, type MessageKind } from "../../../coaching/delivery/kinds.ts";
import { nextRun, type Slot } from "../../../coaching/schedule.ts";
import { cadenceOf, wantedMinutes } from "../../../db/queries/schedules.ts";
import { isSilent, type Life } from "./life.ts";

type Schedule = {
  readonly next: Slot;
  readonly served: Slot | null;
  readonly minute: number;
  readonly zone: string;
};
type Todo = { readonly at: Date; readonly run: (now: Date) => void };

/** The coach is down in them, and hears and does late what was in them. */
export type Outages = readonly { readonly from: Date; readonly to: Date }[];

/** When which of a person's messages are due, kept as `planSchedules` and the tick keep it; and what they will do. */
export class PersonClock {
  zone: string;
  reminderMinute: number;
  readonly #schedules = new Map<MessageKind, Schedule>();
  readonly #todo: Todo[] = [];
  readonly #silences: Life["silences"];
  readonly #outages: Outages;

  constructor({ zone, reminderMinute, silences }: Life, outages: Outages) {
    this.zone = zone;
    this.reminderMinute = reminderMinute;
    this.#silences = silences;
    this.#outages = outages;
  }

  /** After a change of zone or time. */
  plan(now: Date): void {
    const { zone } = this;
    const wanted = wantedMinutes(this.reminderMinute);
    for (const kind of MESSAGE_KINDS) {
      const minute = wanted[kind];
      if (minute === null) {
        // Whoever is asked towards evening has no evening of their own.
        this.#schedules.delete(kind);
        continue;
      }
      const row = this.#schedules.get(kind);
      if (row?.zone === zone && row.minute === minute) continue;
      const isPutOff = row !== undefined && row.next.localDate === row.served?.localDate;
      const isKept = row !== undefined && (row.next.at <= now || isPutOff);
      const served = row?.served ?? null;
      const next = isKept ? row.next : nextRun({ cadence: cadenceOf[kind], zone, minute }, now, served);
      this.#schedules.set(kind, { next, served, minute, zone });
    }
  }

  /** What is due first, and when the coach does it. */
  firstDue(): { readonly kind: MessageKind; readonly at: Date } {
    let first: { readonly kind: MessageKind; readonly at: Date } | null = null;
    for (const [kind, { next }] of this.#schedules) {
      if (first === null || next.at < first.at) first = { kind, at: next.at };
    }
    if (first === null) throw new Error("nothing is scheduled");
    return { kind: first.kind, at: this.heardAt(first.at) };
  }

  /** The slot that is due, its kind moved on to the next. */
  take(kind: MessageKind): Slot {
    const row = this.#of(kind);
    const { next: slot, zone, minute } = row;
    const next = nextRun({ cadence: cadenceOf[kind], zone, minute }, slot.at, slot);
    this.#schedules.set(kind, { ...row, next, served: slot });
    return slot;
  }

  nextOf(kind: MessageKind): Slot {
    return this.#of(kind).next;
  }

  servedOf(kind: MessageKind): Slot | null {
    return this.#of(kind).served;
  }

  putOff(kind: MessageKind, { localDate }: Slot, until: Date): void {
    this.#schedules.set(kind, { ...this.#of(kind), next: { localDate, at: until } });
  }

  /** Something that the person will do, unless they are silent then. */
  later(at: Date, run: (now: Date) => void): void {
    if (isSilent(this.#silences, at)) return;
    const todo = { at: this.heardAt(at), run };
    const before = this.#todo.findIndex((other) => other.at > todo.at);
    this.#todo.splice(before === -1 ? this.#todo.length : before, 0, todo);
  }

  nextTodo(): Date | null {
    return this.#todo[0]?.at ?? null;
  }

  runTodo(): void {
    const todo = this.#todo.shift();
    todo?.run(todo.at);
  }

  /** When the coach hears or does what is of this instant. */
  heardAt(at: Date): Date {
    return this.#outages.find(({ from, to }) => from <= at && at < to)?.to ?? at;
  }

  #of(kind: MessageKind): Schedule {
    const row = this.#schedules.get(kind);
    if (row === undefined) throw new Error(`${kind} is not scheduled`);
    return row;
  }
}
