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

/** Ranks of `date`: when it was paid, a bare "date", when it was booked, when it counts for interest. */
const DATE_RANKS = { transaction: 0, date: 1, booking: 2, value: 3 } as const;

interface Entry extends Meaning {
  /** The whole heading, but for a currency or number behind it. */
  readonly is: ReadonlySet<string>;
  /** A part of the heading, at the beginning of a word. */
  readonly has: RegExp | null;
}

/** Headings of one meaning, divided by commas. */
function entry(role: Role, rank: number, is: string, has = ""): Entry {
  const listed = (text: string) => text.split(",").flatMap((word) => word.trim() || []);
  const parts = listed(has);
  return {
    role,
    rank,
    is: new Set(listed(is)),
    has: parts.length === 0 ? null : new RegExp(`(?:^| )(?:${parts.join("|")})`, "u"),
  };
}

const SIDES =
  "(?:debit|credit|cr|dr|d|c|k|s|h|af|bij|soll|haben|in|out|bevetel|kiadas|debet|kredit|debito|credito|cargo|abono)";
const OTHER_SIDE =
  "(?:partner|payee|counter ?party|counter ?account|tegenpartij|beneficiary|recipient|empfanger|gegen|kontrahent|protiuct|odbiorc|nadawc)";

// The first that fits decides, so what looks like something else comes first: "Original Amount" is no amount of the
// account, "Counteraccount name" no account of the person. English, German, French, Dutch, Spanish, Italian,
// Portuguese, Polish, Czech, Hungarian, Swedish, Danish, Norwegian and Finnish, as plainHeading() leaves them.
const ENTRIES: readonly Entry[] = [
  entry(
    "ignored",
    0,
    "fee, fees, tax, gebuhr, fremde gebuhren, oplata, prowizja, commission, kurs, labels, tag, tags, mcc",
    `original amount, original currency, original ccy, local amount, local currency, foreign amount, foreign currency,
     betrag fremdw, fremdw, ursprungl, exchange, wechselkurs, wisselkoers, compensation, gebuhr, oplata, category,
     subcategory, kategori, categori, emoji, receipt, address, adres, check ?num, cheque, mandat, glaubiger,
     sammlerref, cancellation, reason for non`,
  ),
  entry(
    "balance",
    0,
    "running bal",
    "balance, saldo, kontostand, solde, egyenleg, zustatek, stan konta, running total, beholdning, accountbalance",
  ),
  entry(
    "flag",
    0,
    "sign, cd, credit debit, debit credit, umsatztyp",
    `${SIDES} (?:or |und |et |e |y )?${SIDES}(?: indicator| flag| kennzeichen)?$, direction, richtung, vorzeichen,
     transaction type, transaction sign`,
  ),
  entry("status", 0, "status, state, info, stav, etat, statut, estado, stato, tila, posting status"),
  entry(
    "account",
    2,
    "",
    "card number, card used, card no, credit card, kartennummer, kartyaszam, numer karty, cislo karty",
  ),
  entry(
    "ignored",
    0,
    "tegenrekening",
    `${OTHER_SIDE}\\p{L}* ?(?:iban|bic|account(?: number)?|konto|szamlaszama|kontonummer|rachunek|blz|number|nr)$,
     bic, blz, tegenrekening, rekeningnummer tegenpartij, sort code, routing, bank code, kod banku, variable symbol,
     constant symbol, specific symbol`,
  ),
  entry(
    "date",
    DATE_RANKS.transaction,
    `created, created at, created utc, transaction time, transaktionsdatum, belegdatum, kaufdatum, einkaufsdatum,
     umsatzdatum, transactiedatum, tranzakcio datuma, tranzakcio idopontja, date operation, date d operation,
     date de l operation, date de transaction, fecha operacion, fecha de operacion, fecha de la operacion,
     data operazione, data operacji, data transakcji, data da operacao, data movimento, data do movimento, data mov,
     datum transakce, datum transakcie, datum provedeni, transaktionsdag, transdag, kopdatum`,
    `transaction date, transaction post date, trans date, trx date, purchase date, operation date, started date,
     date of transaction, date of purchase`,
  ),
  entry(
    "date",
    DATE_RANKS.value,
    `valuta, valutadatum, valutadag, valuta datum, wertstellung, wertstellungstag, wert, erteknap, rentedatum,
     rentedato, date valeur, date de valeur, fecha valor, f valor, data valuta, data valor, data waluty,
     execution date, due date, datum valuty, arvopaiva`,
    "value date",
  ),
  entry(
    "date",
    DATE_RANKS.booking,
    `buchung, buchungstag, buchungsdatum, konyveles datuma, konyvelesi datum, boekdatum, boekingsdatum,
     data contabile, data ksiegowania, data lancamento, data do lancamento, datum zauctovani, datum zaknihovani,
     datum zuctovani, bokforingsdatum, bokforingsdag, bokfdag, bogforingsdato, bokfort, fecha contable, kirjauspaiva`,
    `booking date, posted date, posting date, post date, process date, processed date, completed date, settled date,
     settlement date, effective date, clearing date, posted on, processed on, booked on, date posted, date processed,
     date completed, date comptable, date de comptabilisation`,
  ),
  entry(
    "date",
    DATE_RANKS.date,
    "data, dag, day, datetime, timestamp, paivamaara, pvm, when",
    "date, datum, fecha, dato(?: |$), data [a-z]+$, \\p{L}+(?:date|datum|datuma|fecha)$",
  ),
  entry(
    "currency",
    0,
    `currency, currency code, ccy, cur, wahrung, waehrung, munt, devise, divisa, moneda, moeda, mena, waluta,
     valutakod, valuutta, kontowaluta, account currency, transaction currency, monn`,
    "devizanem, tranzakcio devizanem",
  ),
  entry(
    "debit",
    0,
    `debit, debits, debet, withdrawal, withdrawals, paid out, money out, payment, payments, spent, spending, out,
     outflow, charge, charges, soll, ausgabe, ausgaben, belastung, lastschrift, debito, debe, cargo, cargos, adeudo,
     adeudos, salidas, gastos, uitgaven, af, uit, terheles, kiadas, wydatki, obciazenia, obciazenie, wyplata,
     debit amount, amount debit, dare, uscite, sortie, sorties, depense, depenses, saidas, vydaje, ut, ud`,
  ),
  entry(
    "credit",
    0,
    `credit, credits, kredit, deposit, deposits, paid in, money in, receipts, received, in, inflow, haben, haber,
     einnahme, einnahmen, gutschrift, credito, abono, abonos, entradas, ingreso, ingresos, inkomsten, bij, jovairas,
     bevetel, wplywy, uznania, uznanie, wplata, credit amount, amount credit, avere, entrate, entree, entrees,
     recette, recettes, prijmy`,
  ),
  entry(
    "amount",
    0,
    "value, sum, total, summe, suma, valor, umsatz, umsatz in, money, amt, maara, gross, objem",
    `\\p{L}*amount, ammount, \\p{L}+ amt$, \\p{L}*betrag, \\p{L}*bedrag, montant, importe?(?: |$), importo, kwota, castka,
     ciastka, \\p{L}*osszeg, belopp, belob, belop`,
  ),
  entry(
    "id",
    0,
    `id, fitid, uid, uuid, reference, ref, no, nr, number, reference number, transaction id, transaction no,
     transaction number, transaction reference, payment id, unique id, entry id, trans id, id pohybu, referenznummer,
     transaktionsnummer, transaktions id, kenmerk, numero operacion, numero de reference, n de transaction,
     numer referencyjny, arkivreferens, archiving code`,
    "transaction reference, \\p{L}+ azonosito$",
  ),
  entry(
    "account",
    0,
    `account, own account, auftragskonto, rekening, rekeningnummer, konto, kontonr, szamla, szamlaszam, szamla neve,
     compte, cuenta, conto, conta, rachunek, ucet, tili, account name, account number, account num, account no,
     account id, account designator, numero de compte, numero de cuenta, card, karte, card holder, card member,
     cardholder, product, produkt, produit`,
  ),
  // One's own in the first column, the other side's behind that side's name.
  entry("account", 1, "kontonummer, iban, iban bban, iban konto nr"),
  entry(
    "text",
    TEXT_RANKS.counterparty,
    "to, from, who, paid to, shop, store",
    `\\p{L}*payee, merchant, \\p{L}*supplier, partner, counter ?party, counter ?account, \\p{L}* ?tegenpartij, beneficiary,
     beneficiaire, beneficiario, begunstigde, begunstigter, beguenstigter, recipient, empfang, \\p{L}* ?empfanger,
     auftraggeber, zahlungspflichtiger, zahlungsbeteiligter, sender, vendor, kontrahent, nadawca, odbiorca,
     protistran, nazev protiuctu, prijemce, mottagare, modtager, mottaker, saaja, tiers, contrepartie,
     kedvezmenyezett`,
  ),
  entry("text", TEXT_RANKS.name, "", "(?:name|naam|nom|nombre|nome|nazwa|nazev|namn|navn|nimi|nev)(?: |$)"),
  entry(
    "text",
    TEXT_RANKS.description,
    `desc, label, title, libelle, concepto, opis, popis, tekst, text, narrative, narration, particulars, historico,
     transaction, transactions, transaktion, operation, booking text, posting text, buchungsdetails, item, what, rubrik,
     beschreibung, selite, opis operacji, detail`,
    `description, omschrijving, details, descripcion, descrizione, descricao, beskrivning, beskrivelse, libelle,
     transaction details`,
  ),
  entry(
    "text",
    TEXT_RANKS.purpose,
    "",
    `memo, notes?$, \\p{L}* ?message, verwendungszweck, vwz ?\\d*$, purpose, payment reference, kozlemeny, communication,
     \\p{L}* ?mededeling, causale, tytul, zprava, poznamka, motif, viesti, observa, remark, comment, reference, zweck,
     reszletek, client note, reason$`,
  ),
  entry(
    "text",
    TEXT_RANKS.kind,
    "type, typ, kind, art, vorgang, soort, mutatiesoort, transaktionstyp, tranzakcio tipusa, code, umsatzart",
    "buchungstext",
  ),
];

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

/** What a heading says its column is for; null where it says nothing we know. */
export function meaningOf(heading: string): Meaning | null {
  if (heading.length > 80) return null;
  const text = plainHeading(heading);
  if (text === "") return null;
  // "Withdrawals (SGD)", "Description 1"
  const bare = text.replace(/ (?:[a-z]{3}|\d{1,2})$/, "");
  const found = ENTRIES.find(({ is, has }) => is.has(text) || is.has(bare) || has?.test(text) === true);
  return found === undefined ? null : { role: found.role, rank: found.rank };
}

/** How much a heading speaks for an export of a card, where a plain amount is a purchase; 0: not at all. */
export function cardWeight(heading: string): number {
  const text = plainHeading(heading);
  if (/card used|card (member|holder)|cardholder|^merchant name$|kartennummer/.test(text)) return 1.5;
  return text === "merchant" ? 1 : 0;
}
