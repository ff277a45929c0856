import type { Page } from 'playwright'

type Found = { unreached: string[]; unmarked: string[] }

declare global {
  interface Window {
    /** What the watch over the keyboard found so far. */
    keyboardReach?: { found(): Found }
  }
}

/**
 * Tabs once around the page: throws with every control that Tab does not get to, and with every one that does not show that the
 * focus is on it. What is disabled or out of sight is no control; of a group of radio buttons one is.
 */
export async function expectKeyboardReach(page: Page) {
  const stops = await page.evaluate(watchFocus)
  // Without waiting for each: the page counts them as they come. A few more than there are, for those of the browser itself.
  await Promise.all(Array.from({ length: stops + 3 }, () => page.keyboard.press('Tab')))
  const { unreached, unmarked } = await page.evaluate(() => window.keyboardReach!.found())
  const lines = [...unreached.map((one) => `out of reach: ${one}`), ...unmarked.map((one) => `focus unseen: ${one}`)]
  if (lines.length) throw new Error(`${page.url()} cannot be used by keyboard alone:\n${lines.join('\n')}`)
}

/** Runs in the page. Answers how many stops there are at most. */
function watchFocus(): number {
  const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]'
  const isControl = (element: HTMLElement) =>
    element.tabIndex >= 0 && !element.matches(':disabled, [inert], [inert] *') && element.checkVisibility({ visibilityProperty: true })
  const groupOf = (element: Element) =>
    element instanceof HTMLInputElement && element.type === 'radio' ? `radio ${element.name}` : element
  const lookOf = (element: Element) => {
    const parts = [element, element.parentElement!, element.nextElementSibling ?? element].map((part) => {
      const { outline, boxShadow, borderColor, backgroundColor, textDecoration, color } = getComputedStyle(part)
      return [outline, boxShadow, borderColor, backgroundColor, textDecoration, color].join(' ')
    })
    return parts.join('|')
  }
  const nameOf = (element: Element) => element.outerHTML.slice(0, 160)

  ;(document.activeElement as HTMLElement | null)?.blur()
  const controls = [...document.querySelectorAll<HTMLElement>(CONTROLS)].filter(isControl)
  const looks = new Map<Element, string>(controls.map((control) => [control, lookOf(control)]))
  const groups = new Set(controls.map(groupOf))
  const reached = new Set<unknown>()
  const marked = new Set<Element>()
  const note = () => {
    const at = document.activeElement
    if (!at || !looks.has(at)) return
    reached.add(groupOf(at))
    if (looks.get(at) !== lookOf(at)) marked.add(at)
  }
  // Before the focus moves on, when whatever shows it had its time.
  document.addEventListener('keydown', note, { capture: true })
  window.keyboardReach = {
    found() {
      note()
      document.removeEventListener('keydown', note, { capture: true })
      const unreached = controls.filter((control) => control.isConnected && isControl(control) && !reached.has(groupOf(control)))
      const unmarked = controls.filter((control) => reached.has(control) && !marked.has(control))
      return { unreached: unreached.map(nameOf), unmarked: unmarked.map(nameOf) }
    },
  }
  // A date is stopped at by its parts and once more for the calendar, which marks itself.
  const dates = controls.filter((control) => control.matches('[type=date], [type=time], [type=month], [type=datetime-local]'))
  return groups.size + dates.length * 6
}
