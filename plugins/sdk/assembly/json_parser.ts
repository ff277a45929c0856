import { decimalToFloat, EXACT_DIGITS, isDigit } from "./decimal_text";
import { Json, JsonKind } from "./json";

const MAX_DEPTH: i32 = 64;

const QUOTE: i32 = 0x22;
const BACKSLASH: i32 = 0x5c;
const COMMA: i32 = 0x2c;
const COLON: i32 = 0x3a;
const OPEN_LIST: i32 = 0x5b;
const CLOSE_LIST: i32 = 0x5d;
const OPEN_OBJECT: i32 = 0x7b;
const CLOSE_OBJECT: i32 = 0x7d;

/** Reads one JSON document. Strict: trailing commas, comments and bare words are faults. */
export class JsonParser {
  private at: i32 = 0;
  private depth: i32 = 0;

  constructor(private source: string) {}

  parse(): Json {
    const value = this.value();
    this.blanks();
    if (this.at < this.source.length) this.fault("end of text");
    return value;
  }

  private value(): Json {
    this.blanks();
    const code = this.peek();
    if (code === OPEN_OBJECT) return this.object();
    if (code === OPEN_LIST) return this.list();
    if (code === QUOTE) {
      const text = new Json(JsonKind.Text);
      text.text = this.text();
      return text;
    }
    if (code === 0x74) return this.word("true", JsonKind.Boolean, true);
    if (code === 0x66) return this.word("false", JsonKind.Boolean, false);
    if (code === 0x6e) return this.word("null", JsonKind.Null, false);
    return this.number();
  }

  private object(): Json {
    const object = new Json(JsonKind.Object);
    object.items = [];
    object.keys = [];
    this.descend();
    if (!this.accept(CLOSE_OBJECT)) {
      do {
        this.blanks();
        object.keys.push(this.text());
        this.expect(COLON);
        object.items.push(this.value());
      } while (this.accept(COMMA));
      this.expect(CLOSE_OBJECT);
    }
    this.depth--;
    return object;
  }

  private list(): Json {
    const list = new Json(JsonKind.List);
    list.items = [];
    this.descend();
    if (!this.accept(CLOSE_LIST)) {
      do {
        list.items.push(this.value());
      } while (this.accept(COMMA));
      this.expect(CLOSE_LIST);
    }
    this.depth--;
    return list;
  }

  /** A text without escapes is one slice of the source; the pieces of any other are joined once. */
  private text(): string {
    if (this.peek() !== QUOTE) this.fault("a text");
    this.at++;
    const piece = this.piece();
    if (this.peek() === BACKSLASH) return this.textWithEscapes(piece);
    this.at++;
    return piece;
  }

  private textWithEscapes(first: string): string {
    const parts: string[] = [first];
    while (this.peek() === BACKSLASH) {
      this.at++;
      parts.push(this.escape());
      const piece = this.piece();
      if (piece.length > 0) parts.push(piece);
    }
    this.at++;
    return parts.join("");
  }

  /** What stands before the next escape or the end of the text. */
  private piece(): string {
    const from = this.at;
    const start = changetype<usize>(this.source);
    const length = this.source.length;
    let at = from;
    while (at < length) {
      const code = load<u16>(start + (<usize>at << 1));
      if (code === QUOTE || code === BACKSLASH || code < 0x20) break;
      at++;
    }
    this.at = at;
    if (at === length || this.peek() < 0x20) this.fault("the end of the text");
    return this.source.substring(from, at);
  }

  private escape(): string {
    const code = this.peek();
    this.at++;
    if (code === QUOTE || code === BACKSLASH || code === 0x2f) return String.fromCharCode(code);
    if (code === 0x6e) return "\n";
    if (code === 0x74) return "\t";
    if (code === 0x72) return "\r";
    if (code === 0x62) return "\b";
    if (code === 0x66) return "\f";
    if (code !== 0x75) this.fault("an escape");
    let unit = 0;
    for (let i = 0; i < 4; i++) unit = (unit << 4) | this.hex();
    return String.fromCharCode(unit);
  }

  private hex(): i32 {
    const code = this.peek();
    this.at++;
    if (code >= 0x30 && code <= 0x39) return code - 0x30;
    const lower = code | 0x20;
    if (lower >= 0x61 && lower <= 0x66) return lower - 0x57;
    this.fault("a hexadecimal digit");
    return 0;
  }

  private number(): Json {
    const number = new Json(JsonKind.Number);
    const isNegative = this.peek() === 0x2d;
    if (isNegative) this.at++;
    const first = this.at;
    let digits: i64 = 0;
    for (let code = this.peek(); isDigit(code); code = this.peek()) {
      digits = digits * 10 + (code - 0x30);
      this.at++;
    }
    const length = this.at - first;
    if (length === 0) this.fault("a value");
    if (length > 1 && this.source.charCodeAt(first) === 0x30) this.fault("no zero in front");
    const isWhole = !this.fraction();
    if (!this.exponent() && isWhole && length <= EXACT_DIGITS) {
      number.number = isNegative ? -(<f64>digits) : <f64>digits;
      return number;
    }
    const size = decimalToFloat(this.source, first, this.at);
    number.number = isNegative ? -size : size;
    return number;
  }

  private fraction(): bool {
    if (this.peek() !== 0x2e) return false;
    this.at++;
    this.digits();
    return true;
  }

  private exponent(): bool {
    if ((this.peek() | 0x20) !== 0x65) return false;
    this.at++;
    if (this.peek() === 0x2d || this.peek() === 0x2b) this.at++;
    this.digits();
    return true;
  }

  private digits(): void {
    if (!isDigit(this.peek())) this.fault("a digit");
    while (isDigit(this.peek())) this.at++;
  }

  private word(word: string, kind: JsonKind, boolean: bool): Json {
    if (!this.source.startsWith(word, this.at)) this.fault(word);
    this.at += word.length;
    const value = new Json(kind);
    value.boolean = boolean;
    return value;
  }

  private descend(): void {
    this.at++;
    if (++this.depth > MAX_DEPTH) this.fault("less nesting");
  }

  private accept(code: i32): bool {
    this.blanks();
    if (this.peek() !== code) return false;
    this.at++;
    return true;
  }

  private expect(code: i32): void {
    if (!this.accept(code)) this.fault(String.fromCharCode(code));
  }

  private blanks(): void {
    for (let code = this.peek(); code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09; code = this.peek()) this.at++;
  }

  private peek(): i32 {
    return this.at < this.source.length ? this.source.charCodeAt(this.at) : -1;
  }

  private fault(expected: string): void {
    throw new Error("JSON: expected " + expected + " at " + this.at.toString());
  }
}

/** Reads JSON text; traps with the position of the fault. */
export function parseJson(text: string): Json {
  return new JsonParser(text).parse();
}
