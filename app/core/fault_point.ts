import env from '#start/env'

/**
 * Tests only: the process dies here, as by `kill -9`, when `RIALTO_FAULT_POINT` names this point. Put one between
 * any two steps that a crash may separate.
 */
export function faultPoint(name: string) {
  if (env.get('NODE_ENV') === 'test' && env.get('RIALTO_FAULT_POINT') === name) process.kill(process.pid, 'SIGKILL')
}
