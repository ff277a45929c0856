import { ApiClient } from '@japa/api-client'
import { decoratorsCollection } from '@japa/browser-client'
import { PROVED_AT_KEY } from '#identity/session_keys'
import type { PluginFn } from '@japa/runner/types'

/** `loginAs` of tests stands for somebody who has just signed in: dangerous acts are open to them. Comes after the session's own. */
export const freshSignIns = (): PluginFn => () => {
  ApiClient.setup((request) => {
    if ('authData' in request && request.authData) request.withSession({ [PROVED_AT_KEY]: Date.now() })
  })
  decoratorsCollection.register({
    context(context) {
      const setSession = context.setSession.bind(context)
      context.setSession = (values) => setSession({ [PROVED_AT_KEY]: Date.now(), ...values })
    },
  })
}
