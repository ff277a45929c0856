import 'unpoly'
import 'bootstrap/js/src/collapse.js'
import 'bootstrap/js/src/dropdown.js'
import Offcanvas from 'bootstrap/js/src/offcanvas.js'
import Tooltip from 'bootstrap/js/src/tooltip.js'
import './unpoly_settings.js'
import './palette.js'
import './shortcuts.js'
import './live.js'
import './tables.js'
import './times.js'
import './menus.js'
import './passkeys.js'

const { up } = window

/** Bootstrap listens on the document by itself, but for tooltips. */
up.compiler('[data-tip]', (element) => {
  const tooltip = new Tooltip(element, { title: element.dataset.tip, trigger: 'hover focus' })
  return () => tooltip.dispose()
})

/** The phone menu stays open over a replaced page otherwise. */
up.on('up:link:follow', '.offcanvas a', (_event, link) => {
  Offcanvas.getInstance(link.closest('.offcanvas'))?.hide()
})

up.compiler('[data-print]', (element) => up.on(element, 'click', () => window.print()))

/** Browsers give the clipboard to secure addresses only: elsewhere there is no button. */
up.compiler('[data-copy]', (element) => {
  element.hidden = !navigator.clipboard
  return up.on(element, 'click', async () => {
    await navigator.clipboard.writeText(element.dataset.copy)
    element.classList.add('is-copied')
    const said = element.querySelector('[data-copied]')
    if (said) said.textContent = said.dataset.copied
    setTimeout(() => element.classList.remove('is-copied'), 1_500)
  })
})

/** Messages of the page before would else stay for good: an answer without any does not take them away. */
const forgetMessages = () => up.fragment.all('[up-flashes]').forEach((messages) => messages.replaceChildren())
up.on('up:form:submit', forgetMessages)
up.on('up:link:follow', forgetMessages)

/** A refused form leads to what is wrong in it. Unpoly does so for what it loads (see its settings). */
document.querySelector('[aria-invalid="true"]')?.focus()

/** `<select data-autosubmit>`: the button beside it serves those without JavaScript. */
up.compiler('[data-autosubmit]', (element) => up.on(element, 'change', () => element.form.requestSubmit()))
