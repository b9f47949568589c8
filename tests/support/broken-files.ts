import type { Random } from "../../coaching/model/random.ts";
import { listFixtures, readFixtureBytes } from "./fixtures.ts";

/** Made by hand, so that something is mutated where the fixtures are absent. */
const OWN = [
  'Date,Description,Amount,Balance\n14/03/2024,"Tesco, Leith",-12.50,"1,000.00"\n15/03/2024,Acme,2000.00,"3,000.00"\n',
  "Buchungstag;Empfänger;Betrag;Währung\r\n14.03.2024;Müller;-1.234,56;EUR\r\n15.03.2024;ACME;2.000,00;EUR\r\n",
  "OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240314120000[-5:EST]<TRNAMT>-5.50<FITID>a1<NAME>T&amp;T & <b<MEMO><![CDATA[x<y]]></STMTTRN></BANKTRANLIST></STMTRS></OFX>\n",
  "!Account\nNCash\n^\n!Type:Bank\nD1/ 5'19\nT-1,234.50\nPShop\nSFood\n$-1,234.50\n^\nD13/5/19\nU12.00\nPAcme\n^\n",
  ":20:A\n:25:NL00\n:60F:C240301EUR1,00\n:61:2403140314D12,50NTRFNONREF//B1\n:86:/NAME/Shop/REMI/Food\n:62F:C240314EUR1,00\n-}\n",
];

/** Whole files to be broken: some made by hand, and the recorded ones where they are. */
export function originals(): readonly Uint8Array[] {
  const recorded = ["bank-csv", "bank-csv/encodings", "ofx", "qif", "mt940"].flatMap((folder) =>
    listFixtures(folder)
      .filter((file) => !file.endsWith(".json"))
      .map((file) => readFixtureBytes(`${folder}/${file}`)),
  );
  return [...OWN.map((text) => Buffer.from(text)), ...recorded];
}

const SCRAPS = [
  ...'\u0000 \n \r \t " "" , ; | < > </ & &amp; &#0; &#x110000; <![CDATA[ ]]> <!-- ^ ! :61: - + ( ) \' . 1.234 1,5'.split(
    " ",
  ),
  ..."99999999999999999999999999999999 31/02/2024 02/31/2024 00/00/0000 <STMTTRN> </STMTTRN> !Type:Invst CR DR € EUR \u00ff\u00fe \ud83d\ude00 NaN Infinity 1e5 0x10".split(
    " ",
  ),
  "\n\n",
  "\u00a0",
  ",,,,,,,,",
];

/** A file with some bytes changed, taken out, doubled, or put in from another. */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const pick = (below: number) => Math.floor(random() * below);
  let out = Buffer.from(bytes);
  for (let times = 1 + pick(4); times > 0; times--) {
    const at = pick(out.length + 1);
    const to = Math.min(out.length, at + 1 + pick(random() < 0.8 ? 12 : 400));
    switch (pick(8)) {
      case 0:
        if (at < out.length) out[at] = pick(256);
        break;
      case 1:
        out = Buffer.concat([out.subarray(0, at), out.subarray(to)]);
        break;
      case 2:
        out = Buffer.concat([out.subarray(0, to), out.subarray(at, to), out.subarray(to)]);
        break;
      case 3:
        out = Buffer.concat([
          out.subarray(0, at),
          Buffer.from(SCRAPS[pick(SCRAPS.length)] ?? ""),
          out.subarray(at),
        ]);
        break;
      case 4:
        out = Buffer.concat([
          out.subarray(0, at),
          Buffer.from(SCRAPS[pick(SCRAPS.length)] ?? ""),
          out.subarray(to),
        ]);
        break;
      case 5:
        out = out.subarray(0, at);
        break;
      case 6: {
        const from = pick(other.length + 1);
        out = Buffer.concat([out.subarray(0, at), other.subarray(from, from + 200), out.subarray(at)]);
        break;
      }
      default: {
        const signs = [",", ";", ".", "\n", "\t", '"', "-", "/", "<"].map((sign) => sign.charCodeAt(0));
        const [one = 0, another = 0] = [signs[pick(signs.length)], signs[pick(signs.length)]];
        out = Buffer.from(out.map((byte) => (byte === one ? another : byte)));
      }
    }
  }
  return out;
}
