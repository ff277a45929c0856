const { up } = window

function openPalette() {
  const link = document.querySelector('[data-palette-link]')
  if (link && !document.querySelector('[data-palette]')) up.follow(link)
}

document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
  event.preventDefault()
  openPalette()
})

const choices = (palette) => [...palette.querySelectorAll('[data-palette-item]')]

function move(palette, step) {
  const items = choices(palette)
  if (!items.length) return
  const at = items.findIndex((item) => item.classList.contains('is-active'))
  const next = items[(at + step + items.length) % items.length]
  items.forEach((item) => item.classList.toggle('is-active', item === next))
  palette.querySelector('input').setAttribute('aria-activedescendant', next.id)
  next.scrollIntoView({ block: 'nearest' })
}

up.compiler('[data-palette]', (palette) => {
  const input = palette.querySelector('input')
  input.focus()
  return up.on(palette, 'keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      move(palette, event.key === 'ArrowDown' ? 1 : -1)
    }
    if (event.key === 'Enter') {
      const item = palette.querySelector('[data-palette-item].is-active') ?? choices(palette)[0]
      if (!item) return
      event.preventDefault()
      item.click()
    }
  })
})
