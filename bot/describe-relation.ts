import type { DescribeRelation } from "../db/queries/keep-relations.ts";
import { inline } from "./reply.ts";

/** A relation in one plain sentence, as it is kept with its numbers; what a person is told has more in it. */
export const describeRelation: DescribeRelation = ({ type, subject, lag, r }) => {
  const [leads = "", follows = ""] = type.split("_to_");
  return inline(`describe-relation/${r > 0 ? "together" : "apart"}-${lag}`, {
    leads: leads === "tag" ? inline("describe-relation/tag", { tag: subject }) : nameOf(leads),
    follows: nameOf(follows),
  });
};

/** @param end as in `correlation_insights.signal_type`: `heart_rate` */
function nameOf(end: string): string {
  const name = end.replaceAll("_", "-");
  return inline(`describe-relation/${name}`);
}
