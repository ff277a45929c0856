import router from '@adonisjs/core/services/router'
import '#identity/factor_api_routes'
import '#identity/step_up/routes'
import { panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'

const SecondStep = () => import('#identity/second_factor/controllers/second_step_controller')
const PasskeySignIn = () => import('#identity/passkeys/controllers/passkey_sign_in_controller')
const Security = () => import('#identity/second_factor/controllers/security_controller')
const Totp = () => import('#identity/second_factor/controllers/totp_controller')
const Passkeys = () => import('#identity/passkeys/controllers/passkeys_controller')
const Devices = () => import('#identity/devices/controllers/devices_controller')
const Confirmations = () => import('#identity/step_up/controllers/confirmations_controller')

publicPages(() => {
  router.get('sign-in/second-factor', [SecondStep, 'create']).as('second_step.create')
  router.post('sign-in/second-factor', [SecondStep, 'store']).as('second_step.store')
  router.post('sign-in/second-factor/passkey/options', [SecondStep, 'passkeyOptions']).as('second_step.passkey_options')
  router.post('sign-in/second-factor/passkey', [SecondStep, 'passkey']).as('second_step.passkey')
  router.post('sign-in/passkey/options', [PasskeySignIn, 'options']).as('passkey_sign_in.options')
  router.post('sign-in/passkey', [PasskeySignIn, 'store']).as('passkey_sign_in.store')
})

panel('account', null, () => {
  router.get('security', [Security, 'show']).as('security.show')
  router.get('confirm', [Confirmations, 'create']).as('confirmations.create')
  router.post('confirm', [Confirmations, 'store']).as('confirmations.store')
  router.post('confirm/passkey/options', [Confirmations, 'passkeyOptions']).as('confirmations.passkey_options')
  router.post('confirm/passkey', [Confirmations, 'passkey']).as('confirmations.passkey')
  router.post('devices/:id/forget', [Devices, 'destroy']).as('devices.destroy').where('id', router.matchers.uuid())
})

/** What changes how the account is locked asks for a fresh proof. */
panel('account', null, () => {
  router.get('recovery-codes/renew', [Security, 'confirmRenewal']).as('recovery_codes.confirm')
  router.post('recovery-codes/renew', [Security, 'renew']).as('recovery_codes.renew')
  router.post('authenticator/start', [Totp, 'store']).as('totp.store')
  router.get('authenticator', [Totp, 'show']).as('totp.show')
  router.get('authenticator/qr.svg', [Totp, 'qr']).as('totp.qr')
  router.post('authenticator/confirm', [Totp, 'update']).as('totp.update')
  router.get('authenticator/remove', [Totp, 'confirmRemoval']).as('totp.confirm_removal')
  router.post('authenticator/remove', [Totp, 'destroy']).as('totp.destroy')
  router.get('passkeys/new', [Passkeys, 'create']).as('passkeys.create')
  router.post('passkeys/options', [Passkeys, 'options']).as('passkeys.options')
  router.post('passkeys', [Passkeys, 'store']).as('passkeys.store')
  router.get('passkeys/:id', [Passkeys, 'edit']).as('passkeys.edit')
  router.post('passkeys/:id', [Passkeys, 'update']).as('passkeys.update')
  router.get('passkeys/:id/remove', [Passkeys, 'confirmRemoval']).as('passkeys.confirm_removal')
  router.post('passkeys/:id/remove', [Passkeys, 'destroy']).as('passkeys.destroy')
})
  .use(middleware.stepUp())
  .where('id', router.matchers.uuid())
