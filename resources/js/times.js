const { up } = window

/** The server writes UTC; the reader's own zone is known only here. Mirrors `app/core/panels/formats.ts`. */
const STYLES = {
  datetime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
}

up.compiler('time[data-local]', (element) => {
  const moment = new Date(element.dateTime)
  if (Number.isNaN(moment.getTime())) return
  const language = document.documentElement.lang
  const style = STYLES[element.dataset.local]
  if (style) element.textContent = new Intl.DateTimeFormat(language, style).format(moment)
  element.title = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' }).format(moment)
})
