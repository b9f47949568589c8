import type { LocalDate } from "../model/local-date.ts";
import type { Look, LookResult, Standing } from "./look.ts";
import { standingsOf } from "./standing.ts";

/** States of a relation that are kept for the person to see; `replicated` is `established` that held on new days. */
export type ShownState = "emerging" | "established" | "replicated";

/** A relation as it is kept, with what the person has heard of it. */
export type KeptRelation = {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly state: ShownState | "faded";
  readonly establishedOn: LocalDate | null;
  /** The look that it stands by. */
  readonly lookedOn: LocalDate;
  /** The person has heard of it as found. */
  readonly isSaid: boolean;
  /** And that it holds no longer. */
  readonly isTakenBack: boolean;
};

/** A relation to be kept as one look saw it. */
export type RelationToKeep = {
  readonly standing: Standing & {
    readonly state: ShownState;
    readonly found: NonNullable<LookResult["found"]>;
  };
  readonly look: Look;
};

/** What becomes of the relations that are kept. */
export type RelationMoves = {
  readonly keep: readonly RelationToKeep[];
  /** Said and no longer so: they stay until the person has heard that too. */
  readonly fade: readonly { readonly id: string; readonly since: LocalDate }[];
  /** Nobody has to hear of them any more. */
  readonly remove: readonly string[];
};

/**
 * What becomes of the relations that are kept, by all looks.
 *
 * Whatever was said must be taken back before it may become anything else but found again; what was taken back begins
 * anew. A relation that stands as it is kept, by the same look, is in none of the lists.
 *
 * @param looks oldest first, at least one
 */
export function movesOf(looks: readonly Look[], kept: readonly KeptRelation[]): RelationMoves {
  const standings = new Map(standingsOf(looks).map((standing) => [keyOf(standing), standing]));
  const fade: { id: string; since: LocalDate }[] = [];
  const remove: string[] = [];
  const current = new Map<string, KeptRelation>();
  for (const relation of kept) {
    const standing = standings.get(keyOf(relation));
    const state = standing?.state ?? "none";
    const isOver = state !== "established" && state !== "replicated";
    if (relation.isTakenBack || (!relation.isSaid && isOver && state !== "emerging")) {
      remove.push(relation.id);
    } else if (relation.isSaid && isOver) {
      standings.delete(keyOf(relation));
      const since = state === "faded" ? standing?.since : looks.at(-1)?.date;
      if (relation.state !== "faded" && since !== undefined) fade.push({ id: relation.id, since });
    } else {
      current.set(keyOf(relation), relation);
    }
  }
  const keep = [...standings.values()].flatMap((standing) => {
    const { state, found } = standing;
    const look = looks.findLast((one) => one.results.some((result) => isTestOf(result, standing)));
    if (
      look === undefined ||
      found === null ||
      state === "none" ||
      state === "watching" ||
      state === "faded"
    ) {
      return [];
    }
    const relation = current.get(keyOf(standing));
    const stands = relation !== undefined && standsAlready(relation, standing, look);
    return stands ? [] : [{ standing: { ...standing, state, found }, look }];
  });
  return { keep, fade, remove };
}

function keyOf({ type, subject }: { readonly type: string; readonly subject: string }): string {
  return `${type}/${subject}`;
}

function isTestOf(result: LookResult, standing: Standing): boolean {
  return result.found !== null && keyOf(result) === keyOf(standing);
}

/** An established one may be kept as replicated: that is found out by the look that it stands by. */
function standsAlready(relation: KeptRelation, standing: Standing, look: Look): boolean {
  const state = relation.state === "replicated" ? "established" : relation.state;
  return (
    state === standing.state &&
    relation.lookedOn === look.date &&
    relation.establishedOn === standing.establishedOn
  );
}
