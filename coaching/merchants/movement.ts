/**
 * How the money moved, as it stands before the payee: `INTERNET-UBERWEISUNG MARGIT PUTZ`, `DIRECT DEBIT OCTOPUS ENERGY`. What
 * may be all that a transfer is known by ("transfer to savings") stays.
 */
const MOVEMENTS = [
  String.raw`(?:INTERNET|ONLINE|SEPA|EINZEL|ECHTZEIT)[- ]?(?:UBERWEISUNG|UEBERWEISUNG)`,
  String.raw`(?:SEPA[- ]?)?(?:FOLGE|BASIS|ERST|EINZEL)?LASTSCHRIFT(?:[- ]?EINZUG)?`,
  String.raw`(?:SEPA[- ]?)?(?:UBERWEISUNG|UEBERWEISUNG|DAUERAUFTRAG|GUTSCHRIFT|KARTENZAHLUNG)`,
  String.raw`SEPA (?:DD|DIRECT DEBIT|CREDIT TRANSFER|INCASSO)`,
  String.raw`(?:PRELEVEMENT|PRLV|VIREMENT|VIR)(?: (?:SEPA|EUROPEEN|RECU|EMIS|INSTANTANE|INST))*(?: (?:DE|POUR|VERS|EN FAVEUR DE)\b)?`,
  String.raw`(?:PAIEMENT|ACHAT)(?: PAR)? (?:CARTE|CB)`,
  "BETAALAUTOMAAT|PINBETALING|OVERBOEKING|(?:COMPRA|PAGO)(?: CON)? TARJETA(?: EN)?",
  "(?:PRE-?AUTHORI[SZ]ED|AUTOMATIC|ELECTRONIC) (?:DEBIT|WITHDRAWAL)|DIRECT DEBIT(?: TO)?|STANDING ORDER(?: TO)?",
  "FASTER PAYMENTS?(?: (?:TO|FROM))?|BILL PAYMENT(?: TO)?|CONTACTLESS|EFTPOS(?: (?:WDL|PURCHASE|DEBIT))?|INTERAC PURCHASE",
  "ZELLE(?: PAYMENT)? (?:TO|FROM)|CARD PAYMENT (?:TO|AT)|BEA,? BETAALPAS|COMPRA TARJ|(?:PAIEMENT|PAGO) MO[BV]IL(?:E)?|CB|CARTE",
  // What is given back is told by its sign, and belongs to who was paid.
  "(?:PURCHASE )?(?:REFUND|RETURN|REVERSAL)(?: (?:FROM|OF))?|(?:RUCK|RUECK)?ERSTATTUNG|REMBOURSEMENT|DEVOLUCION|TERUGBETALING",
  "(?:DEBIT|CREDIT) (?:CARD )?(?:PURCHASE|TRANSFER)|CARD (?:PURCHASE|TRANSACTION)(?: AT)?",
].join("|");
const LEADING = new RegExp(String.raw`^(?:${MOVEMENTS})(?![\p{L}\p{N}])[\s:;,.*-]*`, "u");
/** A movement that may be all there is, and then is no name. */
const BARE =
  /^(?:TRANSFER|PAYMENT|DEPOSIT|WITHDRAWAL|DEBIT|CREDIT|CHE(?:CK|QUE)(?: PAID)?)(?:\s*#?\s*\d+)?$/u;
/** The machine's own account of a card payment: `POS 23,55 AT K1 SPAR`, with its amount, country and the card's number. */
const MACHINE = /^POS(?:(?:\s+\d[\d.,]*)?(?:\s+\p{L}{2})?\s+K\d|\s+\d[\d.,]*)(?=\s|$)\s*/u;
/** `POS18SEP NETFLIX`: the day is written on to the machine. */
const DATED_MACHINE =
  /^(POS|ATM)(?:0[1-9]|[12]\d|3[01])(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\b/u;
/** Lines in which each piece has its label, the payee among them. */
const LABELLED =
  /(?:^|\s)(?:ZAHLUNGSEMPFANGER|EMPFANGER|AUFTRAGGEBER|BENEFICIARY|PAYEE|BENEFICIAIRE|BENEFICIARIO|NAAM)\s?:\s*(.+?)(?=\s+[\p{L}-]{3,}\s?:|$)/u;

/**
 * A line in plain upper case from where its payee begins.
 *
 * @returns the whole of it, as `isMovement`, where it tells only how the money moved
 */
export function fromPayee(upper: string): { readonly text: string; readonly isMovement: boolean } {
  const whole = (LABELLED.exec(upper)?.[1] ?? upper).replace(DATED_MACHINE, "$1").replace(MACHINE, "").trim();
  let text = whole;
  for (;;) {
    const next = text.replace(LEADING, "");
    if (next === text) return { text, isMovement: BARE.test(text) };
    if (!/\p{L}{2}/u.test(next)) return { text: whole, isMovement: true };
    text = next;
  }
}
