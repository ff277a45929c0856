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

up.compiler('[data-copy]', (element) =>
  up.on(element, 'click', async () => {
    await navigator.clipboard.writeText(element.dataset.copy)
    element.classList.add('is-copied')
    setTimeout(() => element.classList.remove('is-copied'), 1_500)
  })
)

/** `<select data-autosubmit>`: the button beside it serves those without JavaScript. */
up.compiler('[data-autosubmit]', (element) => up.on(element, 'change', () => element.form.requestSubmit()))
