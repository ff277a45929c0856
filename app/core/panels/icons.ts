import { readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import { assetUrl } from '#core/panels/asset_manifest'

const SPRITE = 'resources/icons/icons.svg'
const NAME = /^[a-z0-9-]+$/
let names: Set<string> | null = null

/** An icon of the sprite. Decorative unless it has a label. */
export function iconSvg(name: string, { size, label }: { size?: 'sm' | 'lg'; label?: string } = {}): string {
  if (!app.inProduction) assertKnown(name)
  if (!NAME.test(name)) throw new Error(`${name} is not an icon name`)
  const role = label ? `role="img" aria-label="${escapeAttribute(label)}"` : 'aria-hidden="true"'
  return `<svg class="r-icon${size ? ` r-icon-${size}` : ''}" ${role}><use href="${assetUrl(SPRITE)}#${name}"/></svg>`
}

/** An icon missing from the sprite would be an empty square: tell its author instead. */
function assertKnown(name: string) {
  names ??= new Set(readFileSync(app.makePath('resources/icons/used.txt'), 'utf8').split('\n'))
  if (!names.has(name)) throw new Error(`Icon "${name}" is not listed in resources/icons/used.txt`)
}

const escapeAttribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
