import type { DescribeRelation } from "../db/queries/keep-relations.ts";
import { sentenceOf } from "./insights/finding.ts";
import { roughClause } from "./insights/pattern.ts";

/** A relation in one plain sentence, as it is kept with its numbers; what a person is told has more in it. */
export const describeRelation: DescribeRelation = ({ type, subject, lag, r }) =>
  sentenceOf(roughClause({ signalType: type, subject, strength: r, data: { lag, effect: null } }));
