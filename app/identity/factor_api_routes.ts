import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationSpec } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { ADDED_SCHEMA, FACTORS_SCHEMA, RECOVERY_CODES_SCHEMA, SEED_SCHEMA } from '#identity/second_factor/factor_json'
import { codeValidator } from '#identity/second_factor/validators'

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
