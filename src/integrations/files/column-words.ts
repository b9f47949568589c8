/** What a column is for. Rows are read by these; all other columns are left alone. */
export type Role =
  | "date"
  | "amount"
  | "debit"
  | "credit"
  | "flag"
  | "currency"
  | "text"
  | "account"
  | "id"
  | "status"
  | "balance"
  | "ignored";

/** A column's meaning by its heading; of several with one role the lowest rank is taken first. */
export interface Meaning {
  readonly role: Role;
  readonly rank: number;
}

/** Ranks of `text`: who it was with, a bare "name", what the bank calls it, what it was for, what kind it was. */
export const TEXT_RANKS = { counterparty: 0, name: 1, description: 2, purpose: 3, kind: 4 } as const;

/** A heading in small letters without accents or signs, `RunningBalance` and `Running_Balance` alike. */
export function plainHeading(heading: string): string {
  return heading
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

// The first that fits decides, so what looks like something else comes first: "Original Amount" is no amount of the
// account, "Counteraccount name" no account of the person. Languages: English, German, French, Dutch, Spanish,
// Italian, Portuguese, Polish, Czech, Hungarian, Swedish, Danish, Norwegian, Finnish.
const MEANINGS: readonly (readonly [RegExp, Role, number?])[] = [
  [
    /^(original|local|foreign) (amount|currency|ccy)|fremdw|exchange|wechselkurs|^kurs|wisselkoers|^(fee|fees|gebuhr|oplata|prowizja|commission)( |$)|^tax/u,
    "ignored",
  ],
  [/balance|saldo|kontostand|^solde|egyenleg|zustatek|stan konta|running (total|bal)|beholdning/u, "balance"],
  [
    /^(debit|credit|cr|dr|d|c|k|s|h|af|bij|soll|haben|in|out|bevetel|kiadas|debet|kredit|debito|credito|cargo|abono)( or| und| et| e| y)? (debit|credit|cr|dr|d|c|k|s|h|af|bij|soll|haben|in|out|bevetel|kiadas|debet|kredit|debito|credito|cargo|abono)( indicator| flag| kennzeichen)?$|direction|richtung|vorzeichen|^sign$|^cd$|transaction (type|sign)|umsatztyp|credit debit|debit credit/u,
    "flag",
  ],
  [/^(status|state|info|stav|etat|statut|estado|stato|tila|posting status)$/u, "status"],
  [/card (number|used|no)|credit card|^kartennummer|kartyaszam|numer karty|cislo karty/u, "account", 2],
  [
    /(partner|payee|counter ?(party|account)|tegenpartij|beneficiary|recipient|empfanger|gegen|kontrahent|protiuct|odbiorc|nadawc)\p{L}* ?(iban|bic|account( number)?|konto|szamlaszama|kontonummer|rachunek|blz|number|nr)$|^(bic|blz|tegenrekening|rekeningnummer tegenpartij|bic tegenpartij|sort code|routing|bank code|kod banku)/u,
    "ignored",
  ],
  [
    /category|kategori|categor|emoji|receipt|address|adres|^labels$|^tags?$|ursprungl|compensation|check ?num|cheque|mcc|mandat|glaubiger|sammlerreferenz|cancellation|non execution|symbol$|symbol \d$/u,
    "ignored",
  ],
  [
    /^(transaction|trans|trx|purchase|operation|started|date of (transaction|purchase))( post)? (date|datum|day)|^(created|created at|created utc|transaction time|date of transaction|date of purchase|transaktionsdatum|belegdatum|kaufdatum|umsatzdatum|transactiedatum|tranzakcio (datuma|idopontja)|date (de )?(l )?operation|date de transaction|fecha (de )?(la )?operacion|data (operazione|operacji|transakcji|da operacao|do movimento|movimento|mov)|datum (transakce|provedeni|transakcie)|transaktionsdag|transdag|kopdatum)$/u,
    "date",
    0,
  ],
  [
    /^(value date|valuta|valutadatum|valutadag|wertstellung|wertstellungstag|wert|erteknap|valuta datum|rentedatum|rentedato|date (de )?valeur|fecha valor|data (valuta|valor|waluty)|execution date|due date|datum valuty|arvopaiva)( |$)/u,
    "date",
    3,
  ],
  [
    /^(booking|posted|posting|post|processed|completed|settled|settlement|effective|clearing) (date|on)|^date (posted|processed|comptable|de comptabilisation|completed)|^(buchung|buchungstag|buchungsdatum|konyveles datuma|konyvelesi datum|boekdatum|boekingsdatum|data (contabile|ksiegowania|lancamento|do lancamento)|datum (zauctovani|zaknihovani|zuctovani)|bokforingsdatum|bokforingsdag|bokfdag|bogforingsdato|bokfort|fecha contable|kirjauspaiva)$/u,
    "date",
    2,
  ],
  [
    /^(date|datum|fecha|data|dato|dag|day|datetime|timestamp|paivamaara|pvm|when)$|^(date|datum|fecha|data|dato)( |$)|(date|datum|datuma|fecha|dato)$/u,
    "date",
    1,
  ],
  [
    /^(currency|ccy|cur|wahrung|waehrung|munt|devise|divisa|moneda|moeda|mena|waluta|valutakod|currency code|(account|transaction) currency|(tranzakcio )?devizanem\p{L}*|valuutta|kontowaluta)$/u,
    "currency",
  ],
  [
    /^(debit|debits|debet|withdrawal|withdrawals|paid out|money out|payments?|spent|spending|out|outflow|charges?|soll|ausgaben?|belastung|lastschrift|debito|cargos?|adeudos?|salidas?|gastos?|uitgaven|bij?schrijving af|af|uit|terheles|kiadas|wydatki|obciazenia|obciazenie|wyplata|debit amount|amount debit|dare|uscite|sorties?|depenses?|saidas?|vydaje|ut|ud)( (amount|betrag|eur|usd|gbp|chf|sgd|[a-z]{3}))?$/u,
    "debit",
  ],
  [
    /^(credit|credits|kredit|deposit|deposits|paid in|money in|receipts?|received|in|inflow|haben|einnahmen?|gutschrift|credito|abonos?|entradas?|ingresos?|inkomsten|bij|jovairas|bevetel|wplywy|uznania|uznanie|wplata|credit amount|amount credit|avere|entrate|entrees?|recettes?|prijmy)( (amount|betrag|[a-z]{3}))?$/u,
    "credit",
  ],
  [
    /amount|betrag|objem|ammount|^amt$| amt$|bedrag|montant|importe?\b|importo|kwota|castka|ciastka|suma\b|osszeg|belopp|belob|belop|maara$|^(value|sum|total|summe|valor|umsatz|money)( [a-z]{3})?$/u,
    "amount",
  ],
  [
    /^(transaction|payment|trans|unique|entry)? ?(id|fitid|uid|uuid|reference|ref|reference number|number id|no|nr|number)$|transaction reference|referenznummer|transaktionsnummer|transaktions id|azonosito$|kenmerk|numero (operacion|de reference)|numer referencyjny|arkivreferens|archiving/u,
    "id",
  ],
  [
    /^(account|own account|auftragskonto|rekening|rekeningnummer|konto|szamla|szamlaszam|compte|cuenta|conto|conta|rachunek|ucet|tili|account (name|number|num|no|id|designator)|szamla neve|numero de compte|numero de cuenta|card|karte|card holder|card member|product)$/u,
    "account",
    0,
  ],
  [/^(kontonummer|iban|iban bban|iban konto nr)$/u, "account", 1],
  [
    /payee|merchant|supplier|partner|counter ?(party|account)|tegenpartij|beneficiary|beneficiaire|beneficiario|begunstigde|recipient|empfang|begunstigter|beguenstigter|auftraggeber|zahlungspflichtiger|zahlungsbeteiligter|sender|vendor|kontrahent|odbiorc|nadawc|protistran|nazev protiuctu|prijemce|mottagare|modtager|mottaker|saaja|tiers|contrepartie|kedvezmenyezett|^(to|from|who|paid to|shop|store)$/u,
    "text",
    TEXT_RANKS.counterparty,
  ],
  [
    /^(name|naam|nom|nombre|nome|nazwa|nazev|namn|navn|nimi|nev)\b|^name |naam omschrijving/u,
    "text",
    TEXT_RANKS.name,
  ],
  [
    /^(description|desc|label|beschreibung|rubrik|transaktion|operation|posting text|details?|omschrijving|libelle|concepto|descripcion|descrizione|descricao|opis|popis|beskrivning|beskrivelse|tekst|text|narrative|particulars|historico|transaction( details)?|booking text|buchungsdetails|reszletek|selite|item|what)( |$)|description|omschrijving/u,
    "text",
    TEXT_RANKS.description,
  ],
  [
    /memo|notes?$|message|verwendungszweck|^vwz ?\d*$|purpose|payment (reference|details)|kozlemeny|communication|mededeling|causale|tytul|zprava|poznamka|motif|viesti|observa|remarks?|comment|reference|zweck|detail/u,
    "text",
    TEXT_RANKS.purpose,
  ],
  [
    /buchungstext|^(type|typ|kind|art|vorgang|soort|mutatiesoort|transaktionstyp|tranzakcio tipusa|code)$/u,
    "text",
    TEXT_RANKS.kind,
  ],
];

/** What a heading says its column is for; null where it says nothing we know. */
export function meaningOf(heading: string): Meaning | null {
  if (heading.length > 80) return null;
  const text = plainHeading(heading);
  if (text === "") return null;
  for (const [pattern, role, rank = 0] of MEANINGS) if (pattern.test(text)) return { role, rank };
  return null;
}

const SPENT =
  /^(d|dr|db|debit|debits|debet|debito|s|soll|o|out|outflow|outgoing|af|withdrawal|expense|spent|kiadas|t|terheles|lastschrift|belastung|obciazenie|cargo|uit|-)$/;
const RECEIVED =
  /^(c|cr|credit|credits|credito|kredit|k|h|haben|i|in|inflow|incoming|bij|deposit|income|received|bevetel|j|jovairas|gutschrift|uznanie|abono|a|\+)$/;

/** What a cell of a debit-or-credit column says; null when it is no such word. */
export function flagOf(cell: string): "spent" | "received" | null {
  const text = cell.trim();
  if (text.length > 30) return null;
  const word = /^[+-]$/.test(text) ? text : plainHeading(text);
  if (SPENT.test(word)) return "spent";
  return RECEIVED.test(word) ? "received" : null;
}

const PENDING =
  /pending|vorgemerkt|vormerkung|en attente|pendiente|in behandeling|in sospeso|authori[sz]|oczekuj|cekajici|not posted|declined|reverted|failed|cancel|storniert|rejected/i;

/** Whether a status or what stands in place of a date says that no money has moved yet, or none will. */
export function isPending(cell: string): boolean {
  return PENDING.test(cell);
}

const BALANCE =
  /^((opening|closing|beginning|ending|starting|previous|new|current|available|ledger|final|brought forward|carried forward)( (ledger|account|statement|available))?( balance| saldo)?|balance( (brought|carried) (forward|down))?|total( (debits?|credits?|amount|turnover))?|totals|sub ?total|turnover|(anfangs|end|abschluss|start)saldo|saldo (iniziale|finale|inicial|final|poczatkowe|koncowe|anterior)|saldo|kontostand|(alter|neuer) (saldo|kontostand)|summe|gesamt|umsatzsumme|solde( (initial|final|precedent))?|nyito egyenleg|zaro egyenleg|pocatecni zustatek|konecny zustatek|obroty|beginsaldo|eindsaldo)( (on|at|as of|am|per|zum|au|del|a) .{0,20})?( \d[\d ]*)?$/;

// Every row is asked, and hardly one is such a line.
const BALANCE_STEM =
  /balan|sald|total|turnover|forward|kontost|summe|gesamt|solde|egyenleg|z[uů]statek|obroty/iu;

/** Whether a text names a balance or a total, so that the amount beside it was not paid by anybody. */
export function isBalance(text: string): boolean {
  return text.length < 60 && BALANCE_STEM.test(text) && BALANCE.test(plainHeading(text));
}

const RECEIVED_WORDS =
  /\b(payment[ -]*(received|thank|- thank)|thank you|autopay|direct deposit|deposit|salary|payroll|wages|gehalt|lohn|salaire|salaris|nomina|stipendio|refund|rueckzahlung|erstattung|remboursement|interest paid|interest earned|dividend|credit interest|reversal|einzahlung|gutschrift)\b/i;
const SPENT_WORDS =
  /\b(pos|atm|purchase|withdrawal|card payment|direct debit|standing order|lastschrift|kartenzahlung|sale|groceries|supermarket|restaurant|netflix|spotify|amazon|uber|rent|bankomat|pin betaling|betaalautomaat|fee|insurance|electric|starbucks)\b/i;

/** What a row's words say about its direction, where they say it clearly. */
export function directionOf(text: string): "spent" | "received" | null {
  if (RECEIVED_WORDS.test(text)) return "received";
  return SPENT_WORDS.test(text) ? "spent" : null;
}

/** How much a heading speaks for an export of a card, where a plain amount is a purchase; 0: not at all. */
export function cardWeight(heading: string): number {
  const text = plainHeading(heading);
  if (/card used|card (member|holder)|cardholder|^merchant name$|kartennummer/.test(text)) return 1.5;
  return text === "merchant" ? 1 : 0;
}
