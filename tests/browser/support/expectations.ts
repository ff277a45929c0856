import axe from 'axe-core'
import type { Page } from 'playwright'

declare global {
  interface Window {
    axe: typeof axe
  }
}

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const refusals = new WeakMap<Page, string[]>()

/** WCAG 2.2 AA as far as a machine can tell: throws with every finding and where it is. */
export async function expectNoViolations(page: Page) {
  await standStill(page)
  const violations = await violationsOf(page)
  if (!violations.length) return
  const lines = violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${impact} ${id} at ${target.join(' ')}: ${failureSummary}`)
  )
  throw new Error(`${page.url()} is not accessible:\n${lines.join('\n')}`)
}

/** In the page itself: gathering what frames say in a second page takes three times as long, and our pages may have no frames. */
async function violationsOf(page: Page): Promise<axe.Result[]> {
  if (page.frames().length > 1) throw new Error(`${page.url()} has frames, into which nobody looks`)
  await page.evaluate(axe.source)
  return page.evaluate(async (values) => {
    const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] })
    return violations
  }, LEVELS)
}

/** A drawer that is still fading in has less contrast than it is going to have. */
const standStill = (page: Page) =>
  page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Infinity)
  )

/** Call before the first navigation: collects what the content security policy refuses and what scripts throw. */
export async function watchPolicy(page: Page) {
  const found: string[] = []
  refusals.set(page, found)
  page.on('console', (message) => message.text().includes('Content Security Policy') && found.push(message.text()))
  page.on('pageerror', (error) => found.push(String(error)))
}

/** Throws with everything the policy refused and every script error since `watchPolicy`. */
export async function expectNoCspViolations(page: Page) {
  const found = refusals.get(page)
  if (!found) throw new Error('watchPolicy(page) was not called before the page was opened')
  if (found.length) throw new Error(`${page.url()} breaks its own policy:\n${found.join('\n')}`)
}

/** The page must not scroll sideways: phones would cut it off. */
export async function expectToFit(page: Page) {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (excess > 0) throw new Error(`${page.url()} is ${excess} px wider than the window`)
}
