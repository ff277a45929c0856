const { up } = window

/** Each layout is a target of its own: a link from the shop into a panel replaces the whole body, not the middle of it. */
up.fragment.config.mainTargets = ['[data-layout=panel]', '[data-layout=shop]', '[data-layout=auth]', ':layer']

up.link.config.followSelectors.push('a[href^="/"]', 'a[href^="?"]')
up.link.config.noFollowSelectors.push(
  '[download]',
  '[data-plain]',
  '[href^="/api/"]',
  '[href="/docs"]',
  '[href^="/openapi"]',
  '[href^="/uploads/"]'
)
up.form.config.submitSelectors.push('[data-layout] form')
up.form.config.noSubmitSelectors.push('[data-plain]', '[data-layout=auth] form', 'form[enctype="multipart/form-data"]')

up.fragment.config.autoFocus.unshift('[aria-invalid="true"]')

up.layer.config.drawer.position = 'right'
up.layer.config.drawer.size = 'large'
up.layer.config.overlay.dismissLabel = '×'
up.motion.config.enabled = !window.matchMedia('(prefers-reduced-motion: reduce)').matches
up.fragment.config.autoHistoryTargets.push('[data-layout]')

/** No callback of ours is text: the policy forbids eval anyway. */
up.script.config.evalCallbackPolicy = 'block'

/** A file or a dropped connection: let the browser deal with it in its own way. */
up.on('up:request:loaded', (event) => {
  const type = event.response.contentType ?? ''
  if (event.request.method === 'GET' && type && !type.includes('html')) {
    event.preventDefault()
    window.location.assign(event.request.url)
  }
})
