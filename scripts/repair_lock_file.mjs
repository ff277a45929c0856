/**
 * Run after `npm install` when a dependency changed: `node scripts/repair_lock_file.mjs`.
 *
 * npm leaves an optional package out of the lock file when the registry in use does not carry it for every platform,
 * and then `npm ci` refuses the lock file everywhere ("Missing: … from lock file"). The entries added here name the
 * platform, so that npm skips them where they do not fit. Addresses of registries are removed as well: which one is
 * used is the operator's business.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const LOCK_FILE = new URL('../package-lock.json', import.meta.url)

const OS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const CPU = { arm64: 'arm64', aarch64: 'arm64', x64: 'x64', arm: 'arm', ia32: 'ia32', loong64: 'loong64', mips64el: 'mips64el' }
const MORE_CPU = { ppc64: 'ppc64', riscv64: 'riscv64', s390x: 's390x', gnueabihf: 'arm', musleabihf: 'arm', eabi: 'arm' }
const LIBC = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }

/** Changes the lock and answers what it did, a line each. */
export function repairLock(lock) {
  const removed = Object.values(lock.packages).filter((entry) => dropAddress(entry)).length
  const added = findMissing(lock.packages).map(({ parent, name, version }) => {
    const path = lock.packages[`node_modules/${name}`] ? `${parent}/node_modules/${name}` : `node_modules/${name}`
    lock.packages[path] = { version, ...inherited(lock.packages[parent]), optional: true, ...platformOf(name) }
    return `added ${name}@${version}`
  })
  lock.packages = sorted(lock.packages)
  return [...added, ...(removed ? [`removed ${removed} registry addresses`] : [])]
}

/** Optional packages that no place in the tree offers to the package that names them. */
export function findMissing(packages) {
  return Object.entries(packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !visibleFrom(packages, parent, name))
      .map(([name, range]) => ({ parent, name, version: range.replace(/^[\^~>=v\s]+/, '') }))
  )
}

export function platformOf(name) {
  const words = name.replace(/^@[^/]+\//, '').split(/[-_.]/)
  const os = words.find((word) => OS.includes(word))
  const cpu = words.map((word) => CPU[word] ?? MORE_CPU[word]).find(Boolean)
  if (!os || !cpu) throw new Error(`${name}: its name does not tell the platform; add it to the lock file by hand`)
  const libc = os === 'linux' && words.map((word) => LIBC[word]).find(Boolean)
  return { ...(libc && { libc: [libc] }), cpu: [cpu], os: [os] }
}

function visibleFrom(packages, parent, name) {
  for (let folder = parent; ;) {
    if (packages[`${folder && `${folder}/`}node_modules/${name}`]) return true
    if (!folder) return false
    const up = folder.lastIndexOf('node_modules/')
    folder = up > 0 ? folder.slice(0, up - 1) : ''
  }
}

const inherited = (parent) => (parent.dev ? { dev: true } : {})

function dropAddress(entry) {
  const had = typeof entry.resolved === 'string' && /^https?:/.test(entry.resolved)
  if (had) delete entry.resolved
  return had
}

const sorted = (packages) => Object.fromEntries(Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, 'en')))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(LOCK_FILE, 'utf8'))
  const done = repairLock(lock)
  if (done.length) writeFileSync(LOCK_FILE, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(done.join('\n') || 'The lock file is whole')
}
