import { xmlText } from '#registry/discovery/xml'
import type { Shield } from '#registry/discovery/shields/shield'

const HEIGHT = 20
const SIZE = 11
const PADDING = 6
const LONGEST = 60

/** White text has a contrast of at least 4.5 on each. */
const COLOURS: Record<Shield['tone'] | 'label', string> = { label: '#444b54', good: '#1f7a3d', info: '#0b66b0', neutral: '#656d76' }

/** Widths of Verdana in thousandths of its size; what is not named is as wide as the widest, so that nothing is cut off. */
const WIDTHS = new Map(
  Object.entries({
    "ijl'|": 300,
    'ft()[].,:;!I/ ': 400,
    'rs-"*{}': 480,
    'ckvxyzJ': 580,
    'abdeghnopqu0123456789L_FTPSEZ?': 640,
    'ABCKRVXY$': 690,
    'wDGHNOQU+<>=~#': 820,
    'mMW%@': 1000,
  }).flatMap(([letters, width]) => [...letters].map((letter) => [letter, width] as const))
)
const WIDEST = 1000

/** `textLength` makes a reader's own font take exactly the room that was measured here. */
export function drawShield({ label, value, tone }: Shield): string {
  const [left, right] = [cut(label), cut(value)].map((text) => ({ text: xmlText(text), width: widthOf(text) }))
  const [first, second] = [left!.width + 2 * PADDING, right!.width + 2 * PADDING]
  const name = `${left!.text}: ${right!.text}`
  const write = ({ text, width }: { text: string; width: number }, x: number) =>
    `<text x="${x}" y="14" textLength="${width}" lengthAdjust="spacingAndGlyphs">${text}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${first + second}" height="${HEIGHT}" viewBox="0 0 ${first + second} ${HEIGHT}" role="img" aria-label="${name}">`,
    `<title>${name}</title>`,
    `<clipPath id="r"><rect width="${first + second}" height="${HEIGHT}" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${first}" height="${HEIGHT}" fill="${COLOURS.label}"/>`,
    `<rect x="${first}" width="${second}" height="${HEIGHT}" fill="${COLOURS[tone]}"/></g>`,
    `<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="${SIZE}">`,
    `${write(left!, PADDING)}${write(right!, first + PADDING)}</g></svg>`,
  ].join('')
}

const cut = (text: string) => ([...text].length > LONGEST ? `${[...text].slice(0, LONGEST - 1).join('')}…` : text)

/** In whole pixels. */
const widthOf = (text: string) => Math.ceil(([...text].reduce((sum, letter) => sum + (WIDTHS.get(letter) ?? WIDEST), 0) * SIZE) / 1000)
