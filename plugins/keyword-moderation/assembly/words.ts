/** A list of words as a shop writes it: separated by commas or line breaks, `word*` for a beginning. */
export class WordList {
  private words: Set<string> = new Set<string>();
  private beginnings: string[] = [];

  constructor(source: string) {
    const entries = source.split("\n").join(",").split(",");
    for (let i = 0; i < entries.length; i++) {
      const word = fold(entries[i].trim());
      if (word.endsWith("*") && word.length > 1) this.beginnings.push(word.substring(0, word.length - 1));
      else if (word.length > 0) this.words.add(word);
    }
  }

  has(word: string): bool {
    if (this.words.has(word)) return true;
    for (let i = 0; i < this.beginnings.length; i++) {
      if (word.startsWith(this.beginnings[i])) return true;
    }
    return false;
  }
}

/** Case does not matter, nor whether ё is written with its dots. */
export function fold(text: string): string {
  return text.toLowerCase().replaceAll("ё", "е");
}

/** The words of a text, folded, in order. */
export function wordsOf(text: string): string[] {
  const folded = fold(text);
  const words: string[] = [];
  let from = -1;
  for (let i = 0; i <= folded.length; i++) {
    const inWord = i < folded.length && isWordCharacter(folded.charCodeAt(i));
    if (inWord && from < 0) from = i;
    if (!inWord && from >= 0) {
      words.push(folded.substring(from, i));
      from = -1;
    }
  }
  return words;
}

/** Digits, Latin with its accents, Greek and Cyrillic; all other scripts word by word as well. */
function isWordCharacter(code: i32): bool {
  if (code < 0x80) return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a);
  return code >= 0xc0 && !(code >= 0x2000 && code <= 0x2bff) && !(code >= 0x3000 && code <= 0x303f);
}
