import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationSpec } from '#core/http/openapi/operation'
import { problems } from '#core/http/openapi/problems'
import { object, string, time } from '#core/http/openapi/words'
import { apiPasskeyAnswerValidator } from '#identity/passkeys/validators'
import { proofValidator } from '#identity/step_up/validators'

const StepUp = () => import('#identity/step_up/controllers/step_up_controller')

const PROVED_SCHEMA = object({ proved_until: time })

const own = (spec: Omit<OperationSpec, 'tag' | 'roles'>): OperationSpec => ({ tag: 'Sign-in', roles: ['authenticated'], ...spec })

api(() => {
  operation(
    router.post('auth/step-up', [StepUp, 'store']).as('auth.step_up'),
    own({
      id: 'stepUp',
      summary:
        'Prove again who one is: by password, or by code where there is a second factor. Opens dangerous operations for some minutes',
      body: proofValidator,
      responses: { 200: PROVED_SCHEMA, ...problems(401, 403, 422, 429) },
    })
  )
  operation(
    router.post('auth/step-up/passkey/options', [StepUp, 'passkeyOptions']).as('auth.step_up.passkey_options'),
    own({
      id: 'beginPasskeyStepUp',
      summary: 'What `navigator.credentials.get()` takes; its challenge is good for five minutes, once, for the sign-in that asked',
      responses: {
        200: { ...object({ challenge: string }), description: 'PublicKeyCredentialRequestOptionsJSON of WebAuthn' },
        ...problems(401, 429),
      },
    })
  )
  operation(
    router.post('auth/step-up/passkey', [StepUp, 'passkey']).as('auth.step_up.passkey'),
    own({
      id: 'stepUpByPasskey',
      summary: 'Prove again who one is by a passkey: the credential as `toJSON()` of the browser gives it',
      body: apiPasskeyAnswerValidator,
      responses: { 200: PROVED_SCHEMA, ...problems(401, 422, 429) },
    })
  )
}).use(middleware.apiAuth())
