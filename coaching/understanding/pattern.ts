/** One regular expression written in pieces, so that long lists of words stay readable; joined with nothing between. */
export function pattern(flags: string, ...pieces: readonly string[]): RegExp {
  return new RegExp(pieces.join(""), flags);
}
