import { readJson } from '../atomic_file.js'
import { demoLoginsPath } from './first_steps.js'

export interface DemoLogin {
  role: string
  email: string
  password: string
  tenant?: string
}

/** The lines to print under the URL, as a table. */
export function describeLogins(): string[] {
  const file = readJson<DemoLogin[] | { logins: DemoLogin[] }>(demoLoginsPath())
  const logins = Array.isArray(file) ? file : file?.logins
  if (!logins?.length) return []
  const rows = logins.map(({ role, tenant, email, password }) => [tenant ? `${role} (${tenant})` : role, email, password])
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)))
  return rows.map(([who, email, password]) => `  ${who.padEnd(widths[0])}  ${email.padEnd(widths[1])}  ${password}`)
}
