import type { types } from "@slack/bolt";

/** What Slack takes at most, in characters and pieces. A message over one of these is refused whole. */
export const LIMITS = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  sectionText: 3000,
  headerText: 150,
  buttonText: 75,
  buttonValue: 2000,
  elementsPerActions: 25,
  actionId: 255,
  optionsPerCheckboxes: 10,
  optionsPerSelect: 100,
  optionText: 75,
  optionValue: 150,
  altText: 2000,
  viewTitle: 24,
  viewButton: 24,
  viewMetadata: 3000,
  /** Of the text beside the blocks; Slack cuts at 40 000 and wants 4000. */
  fallbackText: 3000,
  /** Of the answer to a file, which stands beside it as its comment. */
  comment: 3000,
  /** A file that a person sends, in bytes. */
  fileBytes: 20 * 1024 * 1024,
  /** A request of Slack to us, in bytes. */
  requestBytes: 1024 * 1024,
} as const;

type Text = { readonly text: string };
type Element = {
  readonly type: string;
  readonly action_id?: string;
  readonly value?: string;
  readonly text?: Text;
  readonly options?: readonly { readonly text: Text; readonly value?: string }[];
  readonly positive_button?: { readonly text: Text; readonly value: string };
  readonly negative_button?: { readonly text: Text; readonly value: string };
};

/**
 * Where blocks go beyond what Slack takes; empty when it takes them.
 *
 * @param most blocks that the surface holds
 */
export function breaches(
  blocks: readonly types.KnownBlock[],
  most: number = LIMITS.blocksPerMessage,
): readonly string[] {
  const found: string[] = [];
  const check = (name: string, size: number, limit: number) => {
    if (size > limit) found.push(`${name}: ${size} of at most ${limit}`);
  };
  check("blocks", blocks.length, most);
  for (const block of blocks) {
    if (block.type === "section") check("section text", block.text?.text.length ?? 0, LIMITS.sectionText);
    if (block.type === "header") check("header text", block.text.text.length, LIMITS.headerText);
    const elements: readonly Element[] =
      block.type === "actions" || block.type === "context_actions"
        ? (block.elements as readonly Element[])
        : block.type === "input"
          ? [block.element as Element]
          : [];
    check("elements", elements.length, LIMITS.elementsPerActions);
    for (const element of elements) checkElement(element, check);
  }
  const ids = blocks.flatMap((block) =>
    block.type === "actions" ? block.elements.map((element) => (element as Element).action_id ?? "") : [],
  );
  check("repeated action ids", ids.length - new Set(ids).size, 0);
  return found;
}

function checkElement(element: Element, check: (name: string, size: number, limit: number) => void): void {
  check("action id", element.action_id?.length ?? 0, LIMITS.actionId);
  if (element.type === "button") {
    check("button text", element.text?.text.length ?? 0, LIMITS.buttonText);
    check("button value", element.value?.length ?? 0, LIMITS.buttonValue);
  }
  for (const button of [element.positive_button, element.negative_button]) {
    check("button text", button?.text.text.length ?? 0, LIMITS.buttonText);
    check("button value", button?.value.length ?? 0, LIMITS.buttonValue);
  }
  const { options = [] } = element;
  const most = element.type === "checkboxes" ? LIMITS.optionsPerCheckboxes : LIMITS.optionsPerSelect;
  check("options", options.length, most);
  for (const option of options) {
    check("option text", option.text.text.length, LIMITS.optionText);
    check("option value", option.value?.length ?? 0, LIMITS.optionValue);
  }
}
