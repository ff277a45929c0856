import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const here = import.meta.dirname
const { resolve } = createRequire(import.meta.url)

/** Names of the icons pages may use; the rest of the package never leaves node_modules. */
export const iconNames = () => readFileSync(join(here, 'used.txt'), 'utf8').split('\n').filter(Boolean)

/** Vite plugin: one SVG sprite of the icons in `used.txt`, emitted as a hashed asset. */
export const iconSprite = (): Plugin => ({
  name: 'rialto-icon-sprite',
  generateBundle() {
    const symbols = iconNames().map(symbolOf).join('')
    this.emitFile({
      type: 'asset',
      name: 'icons.svg',
      originalFileName: 'resources/icons/icons.svg',
      source: `<svg xmlns="http://www.w3.org/2000/svg">${symbols}</svg>`,
    })
  },
})

function symbolOf(name: string) {
  const filled = name.endsWith('-filled')
  const file = resolve(`@tabler/icons/${filled ? 'filled' : 'outline'}/${filled ? name.slice(0, -7) : name}.svg`)
  const shapes = readFileSync(file, 'utf8')
    .replace(/<!--[\s\S]*?-->|<svg[\s\S]*?>|<\/svg>|<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/g, '')
    .replace(/\s*\n\s*/g, '')
  const paint = filled ? 'fill="currentColor" stroke="none"' : ''
  return `<symbol id="${name}" viewBox="0 0 24 24" ${paint}>${shapes}</symbol>`
}
