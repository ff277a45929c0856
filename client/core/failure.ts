/** What a script can tell apart. */
export const EXIT = { failed: 1, usage: 2, untrusted: 3, unreachable: 4 } as const

/** Something the person at the terminal is told in a line; nothing of it is a stack trace. */
export class Failure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly exitCode: number = EXIT.failed,
    readonly details: { field: string; message: string }[] = []
  ) {
    super(message)
  }
}

export const wrongUsage = (message: string) => new Failure('USAGE', message, EXIT.usage)

/** Bytes, a signature or the log are not what they have to be. */
export const untrusted = (message: string) => new Failure('NOT_TRUSTED', message, EXIT.untrusted)
