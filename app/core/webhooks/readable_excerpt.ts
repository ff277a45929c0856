const MOST_BYTES = 512

/** The first bytes of what somebody answered, fit for a text column and a page: no control characters but line breaks. */
export const readableExcerpt = (bytes: Uint8Array): string =>
  new TextDecoder()
    .decode(bytes.subarray(0, MOST_BYTES))
    .replace(/[\p{Cc}\p{Cs}]/gu, (char) => (char === '\n' || char === '\t' ? char : '\uFFFD'))
