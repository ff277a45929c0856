import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationSpec } from '#core/http/openapi/operation'
import { list, object } from '#core/http/openapi/words'
import { problems } from '#core/http/openapi/problems'
import { DEVICE_SCHEMA } from '#identity/devices/device_json'
import { apiPasskeyValidator, passkeyNameValidator } from '#identity/passkeys/validators'
import {
  ADDED_SCHEMA,
  FACTORS_SCHEMA,
  PASSKEY_ADDED_SCHEMA,
  PASSKEY_OPTIONS_SCHEMA,
  PASSKEY_SCHEMA,
  RECOVERY_CODES_SCHEMA,
  SEED_SCHEMA,
} from '#identity/second_factor/factor_json'
import { codeValidator } from '#identity/second_factor/validators'

const Devices = () => import('#identity/devices/controllers/devices_api_controller')
const Passkeys = () => import('#identity/passkeys/controllers/passkeys_api_controller')
const Factors = () => import('#identity/second_factor/controllers/factors_api_controller')
const Totp = () => import('#identity/second_factor/controllers/totp_api_controller')

/** Of people who signed in; no scope of a program's token opens any of these. */
const own = (spec: Omit<OperationSpec, 'tag' | 'roles'>): OperationSpec => ({ tag: 'Sign-in', roles: ['authenticated'], ...spec })

const AT = 'auth/second-factors'

api(() => {
  operation(
    router.get(AT, [Factors, 'index']).as('auth.factors.index'),
    own({
      id: 'getSecondFactors',
      summary:
        'What stands between the password and the account: authenticator app, recovery codes, passkeys; and whether a role demands it',
      responses: { 200: FACTORS_SCHEMA, ...problems(401, 429) },
    })
  )
}).use(middleware.apiAuth())

/** What changes how the account is locked asks for a fresh proof. */
api(() => {
  operation(
    router.post(`${AT}/authenticator`, [Totp, 'store']).as('auth.factors.totp.store'),
    own({
      id: 'beginAuthenticator',
      summary:
        'Begin an authenticator app: a seed that counts for nothing until a code proved it. Asked again, another one takes its place',
      responses: { 201: SEED_SCHEMA, ...problems(401, 403, 409, 429) },
    })
  )
  operation(
    router.post(`${AT}/authenticator/confirm`, [Totp, 'update']).as('auth.factors.totp.update'),
    own({
      id: 'confirmAuthenticator',
      summary: 'Prove the seed by a code: from now on sign-in asks for codes',
      body: codeValidator,
      idempotent: true,
      responses: { 200: ADDED_SCHEMA, ...problems(401, 403, 422, 429) },
    })
  )
  operation(
    router.delete(`${AT}/authenticator`, [Totp, 'destroy']).as('auth.factors.totp.destroy'),
    own({
      id: 'removeAuthenticator',
      summary: 'Remove the authenticator app, or one that was only begun; recovery codes go with the last second factor',
      responses: { 204: null, ...problems(401, 403, 429) },
    })
  )
  operation(
    router.post(`${AT}/recovery-codes`, [Factors, 'renew']).as('auth.factors.recovery_codes'),
    own({
      id: 'renewRecoveryCodes',
      summary: 'Ten new recovery codes; those before are worth nothing from then on',
      responses: { 201: RECOVERY_CODES_SCHEMA, ...problems(401, 403, 409, 429) },
    })
  )
}).use([middleware.apiAuth(), middleware.stepUp()])

api(() => {
  operation(
    router.post(`${AT}/passkeys/options`, [Passkeys, 'options']).as('auth.passkeys.options'),
    own({
      id: 'beginPasskey',
      summary: 'What `navigator.credentials.create()` takes; its challenge is good for five minutes, once, for the sign-in that asked',
      responses: { 200: PASSKEY_OPTIONS_SCHEMA, ...problems(401, 403, 429) },
    })
  )
  operation(
    router.post(`${AT}/passkeys`, [Passkeys, 'store']).as('auth.passkeys.store'),
    own({
      id: 'addPasskey',
      summary: 'Keep a new passkey: the credential as `toJSON()` of the browser gives it',
      body: apiPasskeyValidator,
      responses: { 201: PASSKEY_ADDED_SCHEMA, ...problems(401, 403, 409, 422, 429) },
    })
  )
  operation(
    router.patch(`${AT}/passkeys/:id`, [Passkeys, 'update']).as('auth.passkeys.update'),
    own({
      id: 'renamePasskey',
      summary: 'Rename one of one’s own passkeys',
      body: passkeyNameValidator,
      responses: { 200: PASSKEY_SCHEMA, ...problems(401, 403, 404, 422, 429) },
    })
  )
  operation(
    router.delete(`${AT}/passkeys/:id`, [Passkeys, 'destroy']).as('auth.passkeys.destroy'),
    own({
      id: 'removePasskey',
      summary: 'Remove one of one’s own passkeys, unless nothing else signs in',
      responses: { 204: null, ...problems(401, 403, 404, 409, 429) },
    })
  )
})
  .use([middleware.apiAuth(), middleware.stepUp()])
  .where('id', router.matchers.uuid())

/** Forgetting takes power back: no fresh proof is asked for. */
api(() => {
  operation(
    router.get('auth/devices', [Devices, 'index']).as('auth.devices.index'),
    own({
      id: 'listTrustedDevices',
      summary: 'Browsers that skip the second step or sign in by themselves, the newest first',
      responses: { 200: object({ data: list(DEVICE_SCHEMA) }), ...problems(401, 429) },
    })
  )
  operation(
    router.delete('auth/devices/:id', [Devices, 'destroy']).as('auth.devices.destroy'),
    own({
      id: 'forgetTrustedDevice',
      summary: 'Forget a browser: it is asked for every proof again',
      responses: { 204: null, ...problems(401, 404, 429) },
    })
  )
})
  .use(middleware.apiAuth())
  .where('id', router.matchers.uuid())
