/** Menus are `<details>`: these only close what was left open. */
const openMenus = () => document.querySelectorAll('details[data-menu][open]')

document.addEventListener('click', (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target) || event.target.closest('.r-menu-body a')) menu.open = false
  }
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const menu of openMenus()) {
    menu.open = false
    menu.querySelector('summary').focus()
    event.stopPropagation()
  }
})
