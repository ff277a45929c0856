import { readFileSync } from 'node:fs'

/** Adds up the closing lines of every suite's run in a log and prints `N passed, N failed`; a run without one is a failure. */
const plain = readFileSync(process.argv[2], 'utf8').replace(/\u001b\[[0-9;]*m/g, '')
const lines = plain.split('\n').filter((line) => /^Tests\s+\d/.test(line.trim()))
const total = (word) => lines.reduce((sum, line) => sum + Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0), 0)

const [passed, failed, skipped] = [total('passed'), total('failed'), total('skipped')]
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exit(lines.length && passed && !failed ? 0 : 1)
