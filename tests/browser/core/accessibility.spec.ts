import { test } from '@japa/runner'
import { expectNoViolations } from '#tests/browser/support/expectations'
import { expectKeyboardReach } from '#tests/browser/support/keyboard_reach'
import type { Page } from 'playwright'

/** What is planted in a sound page, and the rule that has to say so. */
const FAULTS: Record<string, string> = {
  'image-alt': '<img src="/favicon.svg">',
  'label': '<input name="planted">',
  'button-name': '<button type="button"></button>',
  'link-name': '<a href="/"></a>',
  'color-contrast': '<p class="planted-grey">Grey on white</p>',
  'aria-required-attr': '<div role="checkbox" tabindex="0">Box</div>',
  'list': '<ul><div>Not a row</div></ul>',
  'target-size': '<p><button type="button" class="planted-dot">a</button><button type="button" class="planted-dot">b</button></p>',
}

/** Styles by script: the page's own policy refuses them as attributes. */
const plant = (page: Page, html: string) =>
  page.evaluate((text) => {
    const place = document.createElement('div')
    place.innerHTML = text
    for (const one of place.querySelectorAll<HTMLElement>('.planted-grey')) Object.assign(one.style, { color: '#bbb', background: '#fff' })
    for (const one of place.querySelectorAll<HTMLElement>('.planted-dot')) {
      Object.assign(one.style, { width: '8px', height: '8px', minWidth: '0', minHeight: '0', padding: '0', margin: '0', border: '0' })
    }
    document.querySelector('main')!.append(place)
  }, html)

test.group('What is asked of every page', () => {
  test('a fault planted in a sound page is found by its rule', async ({ assert, visit }) => {
    const page = await visit('/sign-in')
    await expectNoViolations(page)
    for (const [rule, html] of Object.entries(FAULTS)) {
      await page.reload()
      await plant(page, html)
      const said = await expectNoViolations(page).then(
        () => 'nothing',
        (error: Error) => error.message
      )
      assert.include(said, ` ${rule} at `)
    }
  })

  test('a page with frames is not taken for a sound one', async ({ assert, visit }) => {
    const page = await visit('/sign-in')
    await plant(page, '<iframe title="Frame" srcdoc="<p>Text</p>"></iframe>')
    await assert.rejects(() => expectNoViolations(page), /has frames/)
  })

  test('a control the keyboard does not get to, or that hides the focus, is found', async ({ assert, visit }) => {
    const page = await visit('/sign-in')
    await expectKeyboardReach(page)
    const faults = {
      'out of reach': '<button type="button" class="planted-trap">Trap</button><a href="/">Behind the trap</a>',
      'focus unseen': '<button type="button" class="planted-unseen">Unseen</button>',
    }
    for (const [said, html] of Object.entries(faults)) {
      await page.reload()
      await plant(page, html)
      await page.evaluate(() => {
        const trap = document.querySelector('.planted-trap')
        trap?.addEventListener('keydown', (event) => event.preventDefault())
        const unseen = document.querySelector<HTMLElement>('.planted-unseen')
        if (unseen) Object.assign(unseen.style, { outline: '0', boxShadow: 'none', transition: 'none' })
      })
      await assert.rejects(() => expectKeyboardReach(page), new RegExp(said))
    }
  })
})
