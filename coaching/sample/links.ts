import { drawBetween, drawChance, type Streams } from "./draws.ts";
import type { SampleLink, SampleLinkKind } from "./types.ts";

type LinkChance = Pick<SampleLink, "kind" | "lagDays" | "sign"> & {
  readonly probability: number;
  /** Share of persons for whom it works the other way round. */
  readonly reversed: number;
};

/**
 * How often each link is found in a person. The draws are independent, so that 45 % of persons have no
 * money link at all.
 */
const LINK_CHANCES: readonly LinkChance[] = [
  { kind: "sleep_to_energy", lagDays: 0, sign: 1, probability: 0.8, reversed: 0 },
  { kind: "sleep_to_mood", lagDays: 0, sign: 1, probability: 0.5, reversed: 0 },
  { kind: "steps_to_mood", lagDays: 0, sign: 1, probability: 0.3, reversed: 0 },
  { kind: "stress_to_sleep", lagDays: 1, sign: -1, probability: 0.4, reversed: 0 },
  { kind: "sleep_to_spending", lagDays: 0, sign: -1, probability: 0.25, reversed: 0.1 },
  { kind: "mood_to_impulse", lagDays: 0, sign: -1, probability: 0.25, reversed: 0.1 },
  { kind: "stress_to_spending", lagDays: 1, sign: 1, probability: 0.2, reversed: 0.1 },
];

const SMALLEST = 0.2;
const LARGEST = 0.5;

/** The links of one person; sizes lean to the small end, as effects in daily-diary studies do. */
export function drawLinks(streams: Streams): SampleLink[] {
  return LINK_CHANCES.flatMap(({ kind, lagDays, sign, probability, reversed }) => {
    const random = streams(`link-${kind}`);
    const present = drawChance(random, probability);
    const usual = !drawChance(random, reversed);
    const size = SMALLEST + (LARGEST - SMALLEST) * drawBetween(random, 0, 1) ** 1.7;
    if (!present) return [];
    return [{ kind, lagDays, sign: usual ? sign : sign === 1 ? -1 : 1, size: Math.round(size * 100) / 100 }];
  });
}

/** Signed size of a person's link of this kind, 0 without one. */
export function linkEffect(links: readonly SampleLink[], kind: SampleLinkKind): number {
  const link = links.find((candidate) => candidate.kind === kind);
  return link ? link.sign * link.size : 0;
}

/** A link with its usual lag and direction, for persons that are made by hand. */
export function usualLink(kind: SampleLinkKind, size: number): SampleLink {
  const { lagDays, sign } = LINK_CHANCES.find((candidate) => candidate.kind === kind) ?? {
    lagDays: 0,
    sign: 1,
  };
  return { kind, lagDays, sign, size };
}
