import { existsSync, readFileSync } from 'node:fs'

/** Licences that may be shipped with MIT code. */
const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  'CC0-1.0',
  'CC-BY-4.0',
  'CC-BY-3.0',
  'BlueOak-1.0.0',
  'PSF-2.0',
  'Python-2.0',
  'WTFPL',
  'Zlib',
  'OFL-1.1',
  'PostgreSQL',
  'MPL-2.0',
])

/** Packages whose package.json does not name the licence that they carry; each looked at by hand. */
const LOOKED_AT = {
  'humanize-number': 'MIT',
}

/** Shared libraries that packages load: the LGPL lets who ships them keep their own licence, as they can be replaced. */
const SHARED_LIBRARY = /^@img\/sharp-libvips-/

/** Every installed package has a licence that fits. */
export function checkLicences() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  return Object.keys(packages)
    .filter((path) => path.startsWith('node_modules/') && existsSync(`${path}/package.json`))
    .flatMap((path) => {
      const manifest = JSON.parse(readFileSync(`${path}/package.json`, 'utf8'))
      const licence = licenceOf(manifest) ?? LOOKED_AT[manifest.name]
      const fits = isAllowed(licence ?? '') || (SHARED_LIBRARY.test(manifest.name) && licence === 'LGPL-3.0-or-later')
      return fits ? [] : [`${manifest.name}: ${licence ?? 'no licence named'}`]
    })
}

const licenceOf = ({ license, licenses }) => (typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type))

function isAllowed(expression) {
  const bare = expression.replace(/[()]/g, '')
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed)
  return bare.split(' AND ').every((name) => ALLOWED.has(name.trim()))
}
