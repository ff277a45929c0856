const { up } = window

/** Browsers know passkeys of names only, and not all have the JSON functions: there the password stays. */
const isSupported = () =>
  window.isSecureContext &&
  typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function' &&
  !/^[\d.]+$|^\[/.test(window.location.hostname)

/** Asks the server what to sign. A page that is too old for that is opened anew: the server says there what is missing. */
async function fetchOptions(form) {
  const answer = await fetch(form.dataset.options, {
    method: 'POST',
    headers: { 'accept': 'application/json', 'x-csrf-token': document.querySelector('meta[name=csrf-token]').content },
  })
  if (answer.ok) return answer.json()
  window.location.reload()
  return null
}

/** What is ticked beside the password counts here, too. */
function mirrorBoxes(form) {
  for (const field of form.querySelectorAll('[data-mirrors]')) {
    field.value = document.querySelector(`input[type=checkbox][name=${field.name}]`)?.checked ? '1' : ''
  }
}

const ask = {
  get: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
  create: (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
}

/** `<form data-passkey="get|create" data-options="…" hidden>`: fills `credential` with what the authenticator signed, then is sent. */
up.compiler('form[data-passkey]', (form) => {
  if (!isSupported()) return
  const failed = form.querySelector('[data-passkey-failed]')
  const button = form.querySelector('button[type=submit]')
  form.hidden = false
  form.parentElement.querySelector('[data-passkey-unsupported]')?.remove()

  return up.on(form, 'submit', async (event) => {
    event.preventDefault()
    failed.hidden = true
    button.disabled = true
    try {
      const options = await fetchOptions(form)
      if (!options) return
      const credential = await ask[form.dataset.passkey](options)
      mirrorBoxes(form)
      form.elements.credential.value = JSON.stringify(credential.toJSON())
      form.submit()
    } catch {
      failed.hidden = false
      button.disabled = false
      button.focus()
    }
  })
})
