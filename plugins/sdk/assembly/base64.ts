const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const PADDING: u8 = 0x3d;

/** Bytes as base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(((bytes.length + 2) / 3) * 4);
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = (<u32>bytes[i] << 16) | (left > 1 ? <u32>bytes[i + 1] << 8 : 0) | (left > 2 ? <u32>bytes[i + 2] : 0);
    text[at++] = digit(group >> 18);
    text[at++] = digit((group >> 12) & 63);
    text[at++] = left > 1 ? digit((group >> 6) & 63) : PADDING;
    text[at++] = left > 2 ? digit(group & 63) : PADDING;
  }
  return String.UTF8.decode(text.buffer);
}

function digit(value: u32): u8 {
  return <u8>ALPHABET.charCodeAt(value);
}

/** Bytes of base64 or base64url, with or without padding. What is neither is skipped. */
export function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length * 3) / 4);
  let length = 0;
  let group: u32 = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const value = valueOf(text.charCodeAt(i));
    if (value < 0) continue;
    group = (group << 6) | <u32>value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = <u8>(group >> bits);
  }
  return bytes.slice(0, length);
}

function valueOf(code: i32): i32 {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 26;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 52;
  if (code === 0x2b || code === 0x2d) return 62;
  return code === 0x2f || code === 0x5f ? 63 : -1;
}
