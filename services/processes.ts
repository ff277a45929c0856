import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'

/**
 * Is this pid a live process that works in the folder? A pid alone proves nothing: it may be a zombie that nobody has
 * reaped (which `kill(pid, 0)` takes for alive) or belong to a stranger since the machine restarted.
 */
export function isWorkingIn(pid: number, folder: string): boolean {
  return workingFolder(pid) === realPath(folder)
}

export function listProcessesIn(folder: string): number[] {
  const wanted = realPath(folder)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingFolder(pid) === wanted)
}

/** Distinguishes a process from a later one that got the same pid; undefined when it is gone or a zombie. */
export function processStartedAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command name stands in brackets and may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}
