import type { KnownRelation } from "./rule.ts";

type Effect = NonNullable<KnownRelation["effect"]>;

/** A relation whose days stand apart by lying under a value of what leads. */
export type EffectBelow = {
  readonly relation: KnownRelation;
  readonly effect: Effect;
  /** In the unit of what leads. */
  readonly threshold: number;
};

/**
 * The person's own relation of a type, where days under a fixed or own cut stand against the others.
 *
 * @returns null where it is not established, or nothing is known of such days
 */
export function effectBelow(relations: readonly KnownRelation[], type: string): EffectBelow | null {
  const relation = relations.find((one) => one.type === type && one.subject === "");
  const effect = relation?.effect ?? null;
  if (relation === undefined || effect === null) return null;
  const { side, threshold } = effect;
  return side === "below" && threshold !== null ? { relation, effect, threshold } : null;
}
