import { link, mkdir, open, readFile, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Failure } from './failure.js'
import type { Folder } from './folder.js'

const HELD = 'rialto-lock.held'
const TRIES = 600
const PAUSE_MS = 200

/**
 * Lets one run at a time change a folder, from reading its lockfile to writing the next: two at once would each take away what the
 * other brought. What a run that was killed left behind holds nobody up.
 */
export async function holdFolder<Result>(folder: Folder, work: (folder: Folder) => Promise<Result>): Promise<Result> {
  const path = join(folder.path, HELD)
  await take(path)
  try {
    return await work(folder)
  } finally {
    await rm(path, { force: true })
    // Where nothing came of it, nothing is left of it.
    await rmdir(folder.path).catch(() => undefined)
  }
}

async function take(path: string): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (await isTaken(path)) return
    const holder = await readFile(path, 'utf8').catch(() => '')
    // Half a second of nothing in it is a run that died between making and writing it.
    if (isGone(holder) && (holder || attempt % 4 === 3)) await clear(path, holder)
    else await wait(PAUSE_MS)
  }
  throw new Failure('FOLDER_BUSY', `Another run is changing this folder: wait for it, or remove ${path}`)
}

/** Of several that wait one may have taken it since: then it stays theirs. */
async function clear(path: string, holder: string): Promise<void> {
  const aside = `${path}.${process.pid}`
  await rename(path, aside).catch(() => undefined)
  if ((await readFile(aside, 'utf8').catch(() => holder)) !== holder) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}

async function isTaken(path: string): Promise<boolean> {
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(path, 'wx')
    await file.writeFile(String(process.pid)).finally(() => file.close())
    return true
  } catch (error) {
    // There already; or a run that failed took the empty folder away a moment ago.
    const { code, path: where } = error as NodeJS.ErrnoException
    if (where === path && (code === 'EEXIST' || code === 'ENOENT')) return false
    throw error
  }
}

function isGone(holder: string): boolean {
  try {
    return holder === '' || (process.kill(Number(holder), 0), false)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
