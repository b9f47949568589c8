import { plainHeading } from "./headings.ts";

const listed = (text: string): readonly string[] => text.split(",").flatMap((word) => word.trim() || []);

const SPENT: ReadonlySet<string> = new Set(
  listed(
    `d, dr, db, debit, debits, debet, debito, s, soll, o, out, outflow, outgoing, af, withdrawal, expense, spent,
     kiadas, t, terheles, lastschrift, belastung, obciazenie, cargo, uit, -`,
  ),
);
const RECEIVED: ReadonlySet<string> = new Set(
  listed(
    `c, cr, credit, credits, credito, kredit, k, h, haben, i, in, inflow, incoming, bij, deposit, income, received,
     bevetel, j, jovairas, gutschrift, uznanie, abono, a, +`,
  ),
);

/** What a cell of a debit-or-credit column says; null when it is no such word. */
export function flagOf(cell: string): "spent" | "received" | null {
  const text = cell.trim();
  if (text.length > 30) return null;
  const word = /^[+-]$/.test(text) ? text : plainHeading(text);
  if (SPENT.has(word)) return "spent";
  return RECEIVED.has(word) ? "received" : null;
}

const PENDING = new RegExp(
  listed(
    `pending, vorgemerkt, vormerkung, ^offen$, en attente, pendiente, in behandeling, in sospeso, authori[sz], oczekuj,
     cekajici, not posted, declined, reverted, failed, cancel, storniert, rejected`,
  ).join("|"),
  "i",
);

/** Whether a status or what stands in place of a date says that no money has moved yet, or none will. */
export function isPending(cell: string): boolean {
  return PENDING.test(cell);
}

// Every row is asked, and hardly one is such a line: a look at the stem is enough for nearly all.
const BALANCE_STEM =
  /balan|sald|total|turnover|forward|kontost|summe|gesamt|solde|egyenleg|z[uů]statek|obroty/iu;
const BALANCE = new RegExp(
  `^(?:${listed(
    `(?:opening|closing|beginning|ending|starting|previous|new|current|available|ledger|final)(?: (?:ledger|account|statement|available))? balance,
     (?:brought|carried) forward, balance(?: (?:brought|carried) (?:forward|down))?,
     total (?:debits?|credits?|amount|turnover), sub ?total,
     (?:anfangs|end|abschluss|start|begin|eind)saldo, (?:alter|neuer) (?:saldo|kontostand), kontostand,
     saldo(?: (?:iniziale|finale|inicial|final|poczatkowe|koncowe|anterior))?, umsatzsumme,
     solde(?: (?:initial|final|precedent))?, (?:nyito|zaro) egyenleg, (?:pocatecni|konecny) zustatek, obroty`,
  ).join("|")})(?: (?:on|at|as of|am|per|zum|au|del|a) .{0,20})?(?: \\d[\\d ]*)?$`,
);

/** Whether a text names a balance or a total, so that the amount beside it was not paid by anybody. */
export function isBalance(text: string): boolean {
  return text.length < 60 && BALANCE_STEM.test(text) && BALANCE.test(plainHeading(text));
}

/** Whether a line without a date is one of totals. With a date, "TOTAL" is where somebody bought petrol. */
export function isTotal(text: string): boolean {
  return /^(totals?|turnover|summe|gesamt)$/.test(plainHeading(text.slice(0, 60))) || isBalance(text);
}

const wholeWords = (text: string) => new RegExp(`\\b(?:${listed(text).join("|")})\\b`, "i");

const RECEIVED_WORDS = wholeWords(
  `payment[ -]*received, payment[ -]*thank, thank you, autopay, deposit, salary, payroll, wages, gehalt, lohn, salaire,
   salaris, nomina, stipendio, salario, refund, erstattung, remboursement, interest (?:paid|earned), credit interest,
   dividend, reversal, einzahlung, gutschrift, pagamento recebido`,
);
const SPENT_WORDS = wholeWords(
  `pos, atm, purchase, withdrawal, card payment, direct debit, standing order, lastschrift, kartenzahlung, bankomat,
   pin betaling, betaalautomaat, sale, groceries, supermarket, restaurant, netflix, spotify, amazon, uber, starbucks,
   rent, fee, insurance, electric`,
);

/** What a row's words say about its direction, where they say it clearly. */
export function directionOf(text: string): "spent" | "received" | null {
  if (RECEIVED_WORDS.test(text)) return "received";
  return SPENT_WORDS.test(text) ? "spent" : null;
}
