import type { Page } from 'playwright'

const MOST_STEPS = 150

/** Moves on by Tab until the focus is on what `selector` names; nothing else tells that a keyboard can get there. */
export async function reach(page: Page, selector: string) {
  const isThere = () => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
  for (let at = 0; at < MOST_STEPS; at += 1) {
    if (await isThere()) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${selector} is out of reach of the keyboard on ${page.url()}`)
}

export async function pressOn(page: Page, selector: string) {
  await reach(page, selector)
  await page.keyboard.press('Enter')
}

/** Puts the text in place of what the field holds. */
export async function typeInto(page: Page, selector: string, text: string) {
  await reach(page, selector)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(text)
}

/** Chooses in a list by its first letters, as a closed list of the browser's own takes them. */
export async function chooseIn(page: Page, selector: string, label: string) {
  await reach(page, selector)
  await page.keyboard.type(label)
}
