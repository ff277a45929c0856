const { up } = window

/** Select-all and the bulk bar's count; without JavaScript the checkboxes and the bar's buttons work all the same. */
up.compiler('[data-bulk]', (form) => {
  const boxes = () => [...form.querySelectorAll('[data-bulk-row]')]
  const all = form.querySelector('[data-bulk-all]')
  const bar = form.querySelector('[data-bulk-bar]')
  const count = form.querySelector('[data-bulk-count]')

  function refresh() {
    const chosen = boxes().filter((box) => box.checked).length
    if (all) {
      all.checked = chosen > 0 && chosen === boxes().length
      all.indeterminate = chosen > 0 && chosen < boxes().length
    }
    if (bar) bar.hidden = chosen === 0
    if (count) count.textContent = String(chosen)
  }

  refresh()
  return up.on(form, 'change', '[data-bulk-all], [data-bulk-row]', (event) => {
    if (event.target === all) boxes().forEach((box) => (box.checked = all.checked))
    refresh()
  })
})

/** The tab that is open is seen, also where the others leave no room for it. */
up.compiler('.r-tabs [aria-current]', (tab) => {
  const nav = tab.closest('.r-tabs')
  const beyond = tab.getBoundingClientRect().right - nav.getBoundingClientRect().right
  if (beyond > 0) nav.scrollLeft += beyond
})
