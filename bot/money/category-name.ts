import { toCategory } from "../../coaching/categories/taxonomy.ts";
import { categoryOf } from "../../coaching/money/category.ts";
import { inline } from "../reply.ts";

/** What people call a payment's category, "eating out"; null where none is known. */
export function categoryName(row: {
  readonly category: string | null;
  readonly subcategory: string | null;
}): string | null {
  const id = categoryOf(row);
  if (id === null) return null;
  const { category, subcategory } = toCategory(id);
  const name = (subcategory ?? category).toLowerCase().replaceAll("_", "-");
  return inline(`categories/${name}`);
}
