import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#services/paths'

/** The platform's own version, from package.json; plugins state the range they work with. */
export const PLATFORM_VERSION = (JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string }).version
