const { up } = window

const isTyping = (element) => element.closest('input, textarea, select, [contenteditable]')

const SEARCH = '[data-search-focus]'

function topmost(selector) {
  return [...document.querySelectorAll(selector)].find((element) => element.offsetParent !== null)
}

/** `/` to the search field, `?` to the help page, `g`-less: nothing that a screen reader's own keys would shadow. */
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  if (event.key === '/') {
    const field = topmost(SEARCH)
    if (!field) return
    event.preventDefault()
    field.focus()
  }
  if (event.key === '?') {
    const link = document.querySelector('[data-help-link]')
    if (!link) return
    event.preventDefault()
    up.follow(link)
  }
})

/** `[data-key="a"]` buttons and links of the open page answer to one letter: the review queue is worked by keyboard. */
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  const layer = up.layer.current?.element ?? document
  const target = layer.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
  if (!target) return
  event.preventDefault()
  target.click()
})

/** `j` and `k` walk through the rows of a list: the row's first link takes the focus, Enter opens it. */
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !['j', 'k'].includes(event.key)) return
  const layer = up.layer.current?.element ?? document
  const links = [...layer.querySelectorAll('.r-list tbody tr')].map((row) => row.querySelector('a[href]')).filter(Boolean)
  if (!links.length) return
  const at = links.findIndex((link) => link.closest('tr').contains(document.activeElement))
  const next = event.key === 'j' ? Math.min(at + 1, links.length - 1) : Math.max(at - 1, 0)
  event.preventDefault()
  links[next].focus()
})
