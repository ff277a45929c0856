/** Writes JSON piece by piece; commas come by themselves. */
export class JsonWriter {
  private parts: string[] = [];
  private needsComma: bool = false;

  object(): JsonWriter {
    return this.open("{");
  }

  endObject(): JsonWriter {
    return this.close("}");
  }

  list(): JsonWriter {
    return this.open("[");
  }

  endList(): JsonWriter {
    return this.close("]");
  }

  key(name: string): JsonWriter {
    this.separate();
    this.parts.push(quote(name) + ":");
    this.needsComma = false;
    return this;
  }

  text(value: string): JsonWriter {
    return this.plain(quote(value));
  }

  integer(value: i64): JsonWriter {
    return this.plain(value.toString());
  }

  /** Infinities and NaN have no JSON: they become null. */
  number(value: f64): JsonWriter {
    if (Math.floor(value) === value && Math.abs(value) < 1e15) return this.integer(<i64>value);
    return this.plain(isFinite(value) ? value.toString() : "null");
  }

  boolean(value: bool): JsonWriter {
    return this.plain(value ? "true" : "false");
  }

  /** Puts JSON text that was written elsewhere in its place, as it is. */
  json(text: string): JsonWriter {
    return this.plain(text);
  }

  null(): JsonWriter {
    return this.plain("null");
  }

  toString(): string {
    return this.parts.join("");
  }

  private open(bracket: string): JsonWriter {
    this.separate();
    this.parts.push(bracket);
    this.needsComma = false;
    return this;
  }

  private close(bracket: string): JsonWriter {
    this.parts.push(bracket);
    this.needsComma = true;
    return this;
  }

  private plain(text: string): JsonWriter {
    this.separate();
    this.parts.push(text);
    this.needsComma = true;
    return this;
  }

  private separate(): void {
    if (this.needsComma) this.parts.push(",");
  }
}

/**
 * Halves of characters are escaped: UTF-8 has no bytes for them. Pieces are joined once: without a collector every text
 * that something was appended to would stay in memory.
 */
function quote(text: string): string {
  const start = changetype<usize>(text);
  const length = text.length;
  let at = 0;
  while (at < length) {
    const code = load<u16>(start + (<usize>at << 1));
    if (code < 0x20 || code === 0x22 || code === 0x5c || (code & 0xf800) === 0xd800) break;
    at++;
  }
  return at === length ? "\"" + text + "\"" : quoteEscaped(text, plainUntil(text, at));
}

function quoteEscaped(text: string, firstAt: i32): string {
  const parts: string[] = ["\"", text.substring(0, firstAt)];
  let at = firstAt;
  while (at < text.length) {
    parts.push(escaped(text.charCodeAt(at)));
    const end = plainUntil(text, at + 1);
    if (end > at + 1) parts.push(text.substring(at + 1, end));
    at = end;
  }
  parts.push("\"");
  return parts.join("");
}

/** Where the next character stands that must be escaped; the length where none does. */
function plainUntil(text: string, from: i32): i32 {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x20 && code !== 0x22 && code !== 0x5c && (code & 0xf800) !== 0xd800) continue;
    if (!isPair(text, i)) return i;
    i++;
  }
  return text.length;
}

function isPair(text: string, at: i32): bool {
  if ((text.charCodeAt(at) & 0xfc00) !== 0xd800 || at + 1 >= text.length) return false;
  return (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}

function escaped(code: i32): string {
  if (code === 0x22) return "\\\"";
  if (code === 0x5c) return "\\\\";
  if (code === 0x0a) return "\\n";
  if (code === 0x0d) return "\\r";
  if (code === 0x09) return "\\t";
  return "\\u" + code.toString(16).padStart(4, "0");
}
