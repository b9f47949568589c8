/** A text with each of its bytes changed to every other, left out, or doubled. */
export function* oneByteChanges(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 1) {
    for (let code = 0; code < 256; code += 1) {
      if (code !== text.charCodeAt(at)) {
        yield text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
      }
    }
    yield text.slice(0, at) + text.slice(at + 1);
    yield text.slice(0, at) + text[at] + text.slice(at);
  }
}
