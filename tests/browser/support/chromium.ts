import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, LaunchOptions } from 'playwright'

const ROOT = join(import.meta.dirname, '../../..')

/** Not the package's own list: `--single-process` crashes with several contexts, `--disable-web-security` falsifies what we test. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-zygote',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
]

/** For a page to answer on a machine that does other things as well; a test fails by what it finds, not by this. */
const PATIENCE_MS = 120_000

/** Starts Chromium from npm packages alone: nothing is downloaded, no system package is needed. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const { chromium } = await import('playwright')
  const { executablePath, env } = await unpackedChromium()
  const browser = await chromium.launch({ ...options, executablePath, env, args: [...ARGUMENTS, ...(options.args ?? [])] })
  const open = browser.newContext.bind(browser)
  browser.newContext = async (wishes) => {
    const context = await open(wishes)
    context.setDefaultTimeout(PATIENCE_MS)
    return context
  }
  return browser
}

/** Unpacks the browser once per version into `.cache`, aside and then renamed, so that two test runs never share half of one. */
async function unpackedChromium() {
  const home = join(cacheRoot(), `chromium-${packageVersion()}`)
  if (!existsSync(join(home, 'chromium'))) {
    const aside = `${home}.${process.pid}`
    mkdirSync(aside, { recursive: true })
    await unpackInto(aside)
    if (existsSync(home)) rmSync(aside, { recursive: true })
    else renameSync(aside, home)
  }
  const executablePath = join(home, 'chromium')
  return { executablePath, env: environmentFor(executablePath, home) }
}

/** The package unpacks into the temporary directory and asks a variable of its usual host whether to bring libraries along. */
async function unpackInto(directory: string) {
  const kept = {
    TMPDIR: process.env.TMPDIR,
    AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV,
    LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH,
    FONTCONFIG_PATH: process.env.FONTCONFIG_PATH,
  }
  process.env.TMPDIR = directory
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x'
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    await chromium.executablePath()
  } finally {
    for (const [name, value] of Object.entries(kept)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

/** The bundled NSS libraries and fonts only where the machine has none: its own are newer. */
function environmentFor(executable: string, home: string) {
  const env = { ...process.env } as Record<string, string>
  if (lacksLibraries(executable)) env.LD_LIBRARY_PATH = [join(home, 'al2023', 'lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(home, 'fonts')
  return env
}

function lacksLibraries(executable: string) {
  try {
    return execFileSync('ldd', [executable], { encoding: 'utf8' }).includes('not found')
  } catch {
    return true
  }
}

function cacheRoot() {
  const wanted = join(ROOT, '.cache')
  try {
    mkdirSync(wanted, { recursive: true })
    return wanted
  } catch {
    return join(tmpdir(), 'rialto-cache')
  }
}

const packageVersion = () =>
  (JSON.parse(readFileSync(join(ROOT, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')) as { version: string }).version
