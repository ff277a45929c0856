import type { Dependency } from '#registry/dependencies/dependency'

export interface GraphPlugin {
  name: string
  versions: { version: string; needs: Dependency[] }[]
}

interface GraphSize {
  plugins: number
  versions: number
  needs: number
  seed?: number
}

/**
 * A registry in which every plugin is reached from the first. Needs stay from version to version and their ranges change
 * now and then; the newest versions of some need more than there is, so that the answer is not simply "all the newest".
 */
export function plantGraph({ plugins, versions, needs, seed = 1 }: GraphSize): GraphPlugin[] {
  const random = randomFrom(seed)
  return Array.from({ length: plugins }, (_plugin, at) => {
    let current = targetsOf({ at, plugins, needs, random }).map((target) => needOf(target, { random, versions }))
    return {
      name: nameOf(at),
      versions: Array.from({ length: versions }, (_, number) => {
        current = current.map((need) => (random() < 0.2 ? { ...need, range: rangeOf(random, versions) } : need))
        const isTooNew = number >= versions - 2 && at % 7 === 3
        return { version: numberOf(number), needs: isTooNew ? current.map((need) => ({ ...need, range: '^99' })) : current }
      }),
    }
  })
}

interface Place {
  at: number
  plugins: number
  needs: number
  random: () => number
}

/** Later plugins only: no circles. Those at twice the place are always among them, so that all are reached. */
function targetsOf({ at, plugins, needs, random }: Place): number[] {
  const targets = new Set([at * 2 + 1, at * 2 + 2].filter((target) => target < plugins))
  while (targets.size < Math.min(needs, plugins - at - 1)) targets.add(at + 1 + Math.floor(random() * (plugins - at - 1)))
  return [...targets]
}

const needOf = (target: number, { random, versions }: { random: () => number; versions: number }): Dependency => ({
  kind: random() < 0.1 ? 'optional' : 'runtime',
  name: nameOf(target),
  range: rangeOf(random, versions),
})

const rangeOf = (random: () => number, versions: number) => `>=${numberOf(Math.floor(random() * (versions / 2)))}`

const numberOf = (number: number) => `${1 + Math.floor(number / 10)}.${number % 10}.0`

/**
 * The worst there is: as many plugins as pigeons, one hole less, and each hole for one pigeon. There is no answer, and no
 * search that concludes rule by rule finds that out quickly.
 */
export function plantPigeons(pigeons: number): GraphPlugin[] {
  const holes = pigeons - 1
  const hole = (at: number) => `hole-${letters(at)}`
  const homes = Array.from({ length: pigeons }, (_pigeon, pigeon) => ({
    name: `pigeon-${letters(pigeon)}`,
    versions: Array.from({ length: holes }, (_, at) => ({
      version: `1.${at}.0`,
      needs: [{ kind: 'runtime' as const, name: hole(at), range: `1.${pigeon}.0` }],
    })),
  }))
  const places = Array.from({ length: holes }, (_hole, at) => ({
    name: hole(at),
    versions: Array.from({ length: pigeons }, (_, pigeon) => ({ version: `1.${pigeon}.0`, needs: [] })),
  }))
  const start = homes.map(({ name }) => ({ kind: 'runtime' as const, name, range: '*' }))
  return [{ name: 'start-here', versions: [{ version: '1.0.0', needs: start }] }, ...homes, ...places]
}

const nameOf = (at: number) => `node-${letters(at)}`
const letters = (at: number) => [...String(at).padStart(3, '0')].map((digit) => 'abcdefghij'[Number(digit)]).join('')

/** Mulberry32: the same numbers each time. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
