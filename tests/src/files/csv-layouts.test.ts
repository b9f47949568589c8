import { describe, expect, test } from "vitest";
import { brief, readAll } from "../../support/bank-file.ts";

// Made by hand after the layouts that banks are known to export; the rows are invented.
const LAYOUTS: readonly { readonly name: string; readonly text: string; readonly rows: readonly string[] }[] =
  [
    {
      name: "a current account with a kind beside each amount",
      text: `Details,Posting Date,Description,Amount,Type,Balance
DEBIT,03/14/2024,STARBUCKS STORE 123,-5.75,DEBIT_CARD,1200.50
CREDIT,03/13/2024,PAYROLL ACME,2500.00,ACH_CREDIT,1206.25`,
      rows: ["2024-03-14 5.75 STARBUCKS STORE 123", "2024-03-13 -2500.00 PAYROLL ACME"],
    },
    {
      name: "a card on which a payment carries the minus",
      text: `Date,Description,Card Member,Account #,Amount
03/14/2024,WHOLE FOODS,JANE DOE,-11005,45.10
03/13/2024,MOBILE PAYMENT - THANK YOU,JANE DOE,-11005,-300.00`,
      rows: ["2024-03-14 45.10 WHOLE FOODS", "2024-03-13 -300.00 MOBILE PAYMENT - THANK YOU"],
    },
    {
      name: "a summary above the headings and a balance among the rows",
      text: `Description,,Summary Amt.
Beginning balance as of 03/01/2024,,"1,000.00"
Total credits,,"2,500.00"

Date,Description,Amount,Running Bal.
03/01/2024,Beginning balance as of 03/01/2024,,"1,000.00"
03/14/2024,"STARBUCKS, SEATTLE","-5.75","994.25"
03/15/2024,PAYROLL,"2,500.00","3,494.25"`,
      rows: ["2024-03-14 5.75 STARBUCKS, SEATTLE", "2024-03-15 -2500.00 PAYROLL"],
    },
    {
      name: "Dutch: unsigned amounts with Af and Bij",
      text: `"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij","Bedrag (EUR)","Mededelingen"
"20240314","Albert Heijn 1234","NL00","","BA","Af","12,50","Pasvolgnr 001"
"20240315","ACME BV","NL00","NL01","OV","Bij","2.500,00","Salaris"`,
      rows: ["2024-03-14 12.50 Albert Heijn 1234", "2024-03-15 -2500.00 ACME BV"],
    },
    {
      name: "Dutch: tabs, no headings, balances before and after",
      text: `123456789\tEUR\t20240301\t1000,00\t900,00\t20240301\t-100,00\tBEA Albert Heijn
123456789\tEUR\t20240302\t900,00\t1900,00\t20240302\t1000,00\tSEPA ACME BV`,
      rows: ["2024-03-01 100.00 BEA Albert Heijn", "2024-03-02 -1000.00 SEPA ACME BV"],
    },
    {
      name: "Dutch: a plus before what came in",
      text: `"IBAN/BBAN","Munt","Volgnr","Datum","Rentedatum","Bedrag","Saldo na trn","Naam tegenpartij","Omschrijving-1"
"NL00","EUR","001","2024-03-14","2024-03-15","-50,00","+1000,00","Albert Heijn","boodschappen"
"NL00","EUR","002","2024-03-16","2024-03-16","+50,00","+1050,00","J. Jansen","terug"`,
      rows: ["2024-03-14 50.00 Albert Heijn", "2024-03-16 -50.00 J. Jansen"],
    },
    {
      name: "German: account lines above, amounts with thousands",
      text: `"Kontonummer:";"DE12345 / Girokonto";

"Kontostand vom 31.03.2024:";"1.234,56 EUR";

"Buchungstag";"Wertstellung";"Buchungstext";"Auftraggeber / Begünstigter";"Verwendungszweck";"Kontonummer";"Betrag (EUR)";
"14.03.2024";"15.03.2024";"Lastschrift";"REWE";"Einkauf";"DE99";"-23,45";
"15.03.2024";"15.03.2024";"Gutschrift";"ACME GMBH";"Gehalt";"DE98";"2.345,67";`,
      rows: ["2024-03-14 23.45 REWE", "2024-03-15 -2345.67 ACME GMBH"],
    },
    {
      name: "Swiss in French: thousands apostrophe, four dates, final balance",
      text: `Date d'évaluation;Monn.;Date du;Date de transaction;Date de comptabilisation;Date de valeur;Description 1;Débit;Crédit;Solde
14.03.2024;CHF;01.03.24;13.03.2024;14.03.2024;15.03.2024;Coop;11'373.94;;1'000.00
14.03.2024;CHF;01.03.24;12.03.2024;13.03.2024;13.03.2024;Employeur;;5'000.00;12'373.94
Solde final;;;;;;;;;`,
      rows: ["2024-03-13 11373.94 Coop", "2024-03-12 -5000.00 Employeur"],
    },
    {
      name: "French: thousands space, decimal comma",
      text: `dateOp;dateVal;label;amount;accountNum;accountbalance
2024-03-14;2024-03-14;"CARTE 13/03/24 CARREFOUR";-12,50;00040123456;1000,00
2024-03-15;2024-03-15;"VIR SALAIRE";2 500,00;00040123456;3500,00`,
      rows: ["2024-03-14 12.50 CARTE 13/03/24 CARREFOUR", "2024-03-15 -2500.00 VIR SALAIRE"],
    },
    {
      name: "Polish: a closing balance below",
      text: `mBank S.A.;
#Data operacji;#Data księgowania;#Opis operacji;#Nadawca/Odbiorca;#Kwota;#Saldo po operacji;
2024-03-14;2024-03-15;ZAKUP PRZY UŻYCIU KARTY;BIEDRONKA;-45,67;1 000,00;
2024-03-16;2024-03-16;PRZELEW;ACME SP Z OO;5 000,00;6 000,00;
;;;;#Saldo końcowe;6 000,00;`,
      rows: ["2024-03-14 45.67 BIEDRONKA", "2024-03-16 -5000.00 ACME SP Z OO"],
    },
    {
      name: "Czech: a name column of the other side",
      text: `"ID pohybu";"Datum";"Objem";"Měna";"Protiúčet";"Název protiúčtu";"Zpráva pro příjemce"
"26962199069";"14.03.2024";"-150,00";"CZK";"2900233333";"Pavel Novák";"oběd"
"26962199070";"15.03.2024";"20000,00";"CZK";"2900233334";"Acme s.r.o.";"výplata"`,
      rows: ["2024-03-14 150.00 Pavel Novák", "2024-03-15 -20000.00 Acme s.r.o."],
    },
    {
      name: "British: months by name, two columns with a pound sign",
      text: `"Account Name:","FlexAccount ****12345"
"Account Balance:","£1000.00"

"Date","Transaction type","Description","Paid out","Paid in","Balance"
"14 Mar 2024","Visa purchase","TESCO","£12.50","","£987.50"
"15 Sept 2024","Bank credit","ACME","","£2,000.00","£2987.50"`,
      rows: ["2024-03-14 12.50 TESCO", "2024-09-15 -2000.00 ACME"],
    },
    {
      name: "Swedish: Valuta is a currency there",
      text: `Produkt;Valuta;Bokfdag;Transdag;Text;Belopp;Saldo
Privat;SEK;2024-03-14;2024-03-13;ICA;-123.50;1000.00`,
      rows: ["2024-03-13 123.50 ICA"],
    },
    {
      name: "Danish: dashes, the day first by a 14th",
      text: `Datum;Tekst;Beløb;Saldo
14-03-2024;NETTO;-123,50;1.000,00
02-03-2024;LØN;25.000,00;26.000,00`,
      rows: ["2024-03-14 123.50 NETTO", "2024-03-02 -25000.00 LØN"],
    },
    {
      name: "Italian: dare and avere",
      text: `Data operazione;Data valuta;Descrizione;Dare;Avere
14/03/2024;15/03/2024;ESSELUNGA;12,50;
15/03/2024;15/03/2024;STIPENDIO;;2.000,00`,
      rows: ["2024-03-14 12.50 ESSELUNGA", "2024-03-15 -2000.00 STIPENDIO"],
    },
    {
      name: "a pair of columns in which the empty one says nought",
      text: `"Transaction Date"\t"Payee"\t"Debit Amount"\t"Credit Amount"
"14-03-2024"\t"Tesco"\t"12.50"\t"0.00"
"15-03-2024"\t"Acme"\t"0.00"\t"2000.00"`,
      rows: ["2024-03-14 12.50 Tesco", "2024-03-15 -2000.00 Acme"],
    },
    {
      name: "refunds in brackets on a shopping card",
      text: `Date,Merchant,Amount
Mar 14 2024,Target,$12.50
"Mar 15, 2024",Walmart,$33.00
"March 16, 2024",Refund Target,($12.50)`,
      rows: ["2024-03-14 12.50 Target", "2024-03-15 33.00 Walmart", "2024-03-16 -12.50 Refund Target"],
    },
  ];

describe("a table is understood by its headings and its cells", () => {
  test.each(LAYOUTS)("$name", async ({ text, rows: expected }) => {
    const { rows, questions } = await readAll(text);
    expect(rows.map(brief)).toEqual(expected);
    expect(questions).toEqual([]);
  });
});
