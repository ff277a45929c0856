/** What plugins do for a living, each exported with how much of it to do. Compiled by the bench as a plugin would be. */
import '../../../plugins/sdk/assembly/io'

const TEXT = '{"currency":"USD","lines":[{"sku":"A-17","quantity":3,"price":1999,"tags":["new","sale"]},{"sku":"Б-2","quantity":12,"price":450.5}],"ok":true}'

/** Walks over a JSON text byte by byte: strings, numbers, nesting. */
export function parse(rounds: i32): i32 {
  const text = String.UTF8.encode(TEXT)
  const bytes = Uint8Array.wrap(text)
  let seen = 0
  for (let round = 0; round < rounds; round++) seen += parseOnce(bytes)
  return seen
}

function parseOnce(bytes: Uint8Array): i32 {
  let at = 0
  let depth = 0
  let total = 0
  const length = bytes.length
  while (at < length) {
    const byte = unchecked(bytes[at])
    if (byte == 0x22) {
      at = skipString(bytes, at + 1)
      total++
    } else if (isDigit(byte)) {
      let value = 0
      while (at < length && isDigit(unchecked(bytes[at]))) {
        value = value * 10 + (unchecked(bytes[at]) - 0x30)
        at++
      }
      total += value
    } else {
      if (byte == 0x7b || byte == 0x5b) depth++
      else if (byte == 0x7d || byte == 0x5d) depth--
      at++
    }
  }
  return total + depth
}

function skipString(bytes: Uint8Array, from: i32): i32 {
  let at = from
  while (unchecked(bytes[at]) != 0x22) {
    if (unchecked(bytes[at]) == 0x5c) at++
    at++
  }
  return at + 1
}

function isDigit(byte: u8): bool {
  return byte >= 0x30 && byte <= 0x39
}

/** SHA-256 over a kilobyte. */
export function hash(rounds: i32): i32 {
  const state = new StaticArray<u32>(8)
  const words = new StaticArray<u32>(64)
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < 8; i++) state[i] = 0x6a09e667 + i * 0x1234567
    for (let block = 0; block < 16; block++) compress(state, words, block + round)
  }
  return state[0]
}

function compress(state: StaticArray<u32>, w: StaticArray<u32>, seed: u32): void {
  for (let i = 0; i < 16; i++) w[i] = seed * 2654435761 + i
  for (let i = 16; i < 64; i++) {
    const a = w[i - 15]
    const b = w[i - 2]
    const s0 = rotr(a, 7) ^ rotr(a, 18) ^ (a >>> 3)
    const s1 = rotr(b, 17) ^ rotr(b, 19) ^ (b >>> 10)
    w[i] = w[i - 16] + s0 + w[i - 7] + s1
  }
  let a = state[0]
  let b = state[1]
  let c = state[2]
  let d = state[3]
  let e = state[4]
  let f = state[5]
  let g = state[6]
  let h = state[7]
  for (let i = 0; i < 64; i++) {
    const t1 = h + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + ((e & f) ^ (~e & g)) + 0x428a2f98 + w[i]
    const t2 = (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = d + t1
    d = c
    c = b
    b = a
    a = t1 + t2
  }
  state[0] += a
  state[1] += b
  state[2] += c
  state[3] += d
  state[4] += e
  state[5] += f
  state[6] += g
  state[7] += h
}

/** Quicksort of two thousand numbers. */
export function sort(rounds: i32): i32 {
  const values = new StaticArray<i32>(2000)
  let sum = 0
  for (let round = 0; round < rounds; round++) {
    let seed: u32 = 42 + round
    for (let i = 0; i < 2000; i++) {
      seed = seed * 1664525 + 1013904223
      values[i] = <i32>(seed >>> 8)
    }
    quicksort(values, 0, 1999)
    sum += values[1000]
  }
  return sum
}

function quicksort(values: StaticArray<i32>, from: i32, to: i32): void {
  if (from >= to) return
  const pivot = unchecked(values[(from + to) >>> 1])
  let low = from
  let high = to
  while (low <= high) {
    while (unchecked(values[low]) < pivot) low++
    while (unchecked(values[high]) > pivot) high--
    if (low <= high) {
      const held = unchecked(values[low])
      unchecked((values[low] = values[high]))
      unchecked((values[high] = held))
      low++
      high--
    }
  }
  quicksort(values, from, high)
  quicksort(values, low, to)
}

/** Product of two matrices of doubles, 48 by 48. */
export function matrix(rounds: i32): f64 {
  const size = 48
  const a = new StaticArray<f64>(size * size)
  const b = new StaticArray<f64>(size * size)
  const c = new StaticArray<f64>(size * size)
  for (let i = 0; i < size * size; i++) {
    a[i] = i
    b[i] = size - i
  }
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let sum = 0.0
        for (let k = 0; k < size; k++) sum += unchecked(a[i * size + k]) * unchecked(b[k * size + j])
        unchecked((c[i * size + j] = sum + round))
      }
    }
  }
  return c[size + 1]
}

/** Builds a text out of pieces and numbers, as an answer is written. */
export function build(rounds: i32): i32 {
  const out = new ArrayBuffer(16384)
  const start = changetype<usize>(out)
  let written = 0
  for (let round = 0; round < rounds; round++) {
    let at: usize = 0
    for (let line = 0; line < 100; line++) {
      at = put(start, at, '{"line":')
      at = putNumber(start, at, line * 7919 + round)
      at = put(start, at, ',"label":"')
      at = putEscaped(start, at, 'Скидка "зимняя"\n')
      at = put(start, at, '"},')
    }
    written += <i32>at
  }
  return written
}

function put(start: usize, at: usize, text: string): usize {
  const length = text.length
  for (let i = 0; i < length; i++) store<u8>(start + at + i, <u8>text.charCodeAt(i))
  return at + length
}

function putNumber(start: usize, at: usize, value: i32): usize {
  let digits = 1
  for (let rest = value / 10; rest > 0; rest /= 10) digits++
  let rest = value
  for (let i = digits - 1; i >= 0; i--) {
    store<u8>(start + at + i, <u8>(0x30 + (rest % 10)))
    rest /= 10
  }
  return at + digits
}

function putEscaped(start: usize, at: usize, text: string): usize {
  const length = text.length
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if (code == 0x22 || code == 0x5c) {
      store<u8>(start + at++, 0x5c)
      store<u8>(start + at++, <u8>code)
    } else if (code < 0x20) {
      store<u8>(start + at++, 0x20)
    } else if (code < 0x80) {
      store<u8>(start + at++, <u8>code)
    } else {
      store<u8>(start + at++, <u8>(0xc0 | (code >>> 6)))
      store<u8>(start + at++, <u8>(0x80 | (code & 0x3f)))
    }
  }
  return at
}

/** Counts primes with a sieve. */
export function sieve(rounds: i32): i32 {
  const size = 8192
  const marks = new StaticArray<u8>(size)
  let primes = 0
  for (let round = 0; round < rounds; round++) {
    memory.fill(changetype<usize>(marks), 0, size)
    for (let i = 2; i < size; i++) {
      if (unchecked(marks[i])) continue
      primes++
      for (let j = i + i; j < size; j += i) unchecked((marks[j] = 1))
    }
  }
  return primes
}

/** Steps of the Collatz sequence: integer arithmetic and a branch nobody can foresee. */
export function collatz(rounds: i32): i32 {
  let steps = 0
  for (let start = 1; start < rounds; start++) {
    let value: u32 = start
    while (value != 1) {
      value = value & 1 ? value * 3 + 1 : value >>> 1
      steps++
    }
  }
  return steps
}

/** Finds words in a text, as moderation does. */
export function search(rounds: i32): i32 {
  const text = 'we sell fine goods and deliver them quickly, cheap watches are not among them; write to us at any time of the day'
  const words = ['watches', 'casino', 'time', 'cheap', 'delivery']
  let found = 0
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < words.length; i++) if (contains(text, words[i])) found++
  }
  return found
}

function contains(text: string, word: string): bool {
  const last = text.length - word.length
  for (let at = 0; at <= last; at++) {
    let same = 0
    while (same < word.length && text.charCodeAt(at + same) == word.charCodeAt(same)) same++
    if (same == word.length) return true
  }
  return false
}

type Rule = (x: i32) => i32

const RULES: Rule[] = [
  (x: i32): i32 => x * 3 + 1,
  (x: i32): i32 => x ^ 0x55,
  (x: i32): i32 => {
    let sum = x
    for (let i = 0; i < 4; i++) sum = (sum << 1) + i
    return sum
  },
]

/** Hardly anything but calls through a table: rules chosen while running, as objects with methods do. */
export function dispatch(rounds: i32): i32 {
  let value = 1
  for (let i = 0; i < rounds; i++) value = RULES[i % RULES.length](value)
  return value
}

/** Nothing but calls: Fibonacci numbers by the definition. */
export function recursion(n: i32): i32 {
  return n < 2 ? n : recursion(n - 1) + recursion(n - 2)
}
