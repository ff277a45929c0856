import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { SCOPES, TOKEN, TOKEN_HISTORY, TOKEN_SECRET, TOKENS } from '#registry/tokens/token_json'
import { tokenPageValidator, tokenValidator } from '#registry/tokens/validators'

const Tokens = () => import('#registry/tokens/controllers/api_tokens_controller')
const TokenPages = () => import('#registry/tokens/controllers/token_pages_controller')

const shared = { tag: 'Publishing tokens', roles: ['authenticated' as const] }

api(() => {
  operation(router.get('tokens/scopes', [Tokens, 'scopes']).as('tokens.scopes'), {
    ...{ ...shared, id: 'listTokenScopes', summary: 'What a token can be made for' },
    responses: { 200: SCOPES },
  })
  operation(router.get('tokens', [Tokens, 'index']).as('tokens.index'), {
    ...{ ...shared, id: 'listTokens', summary: 'Your tokens, newest first; never their secrets' },
    query: tokenPageValidator,
    responses: { 200: TOKENS },
  })
  operation(router.post('tokens', [Tokens, 'store']).as('tokens.store').use(middleware.stepUp()), {
    ...{ ...shared, id: 'createToken', summary: 'Make a token; its secret is in this answer and nowhere else' },
    body: tokenValidator,
    responses: { 201: TOKEN_SECRET },
  })
  operation(router.get('tokens/:id', [Tokens, 'show']).as('tokens.show'), {
    ...{ ...shared, id: 'showToken', summary: 'One of your tokens' },
    responses: { 200: TOKEN },
  })
  operation(router.get('tokens/:id/history', [Tokens, 'history']).as('tokens.history'), {
    ...{ ...shared, id: 'listTokenHistory', summary: 'What was done with a token, and to it' },
    query: tokenPageValidator,
    responses: { 200: TOKEN_HISTORY },
  })
  operation(router.post('tokens/:id/rotate', [Tokens, 'rotate']).as('tokens.rotate').use(middleware.stepUp()), {
    ...{ ...shared, id: 'rotateToken', summary: 'A new secret for the same terms; the old one ends at once' },
    responses: { 200: TOKEN_SECRET },
  })
  operation(router.delete('tokens/:id', [Tokens, 'destroy']).as('tokens.destroy'), {
    ...{ ...shared, id: 'revokeToken', summary: 'End a token at once' },
    responses: { 204: null },
  })
}).use(middleware.apiAuth())

panel('publisher', 'registry.publish', () => {
  router.get('tokens', [TokenPages, 'index']).as('tokens.index')
  router.get('tokens/new', [TokenPages, 'create']).as('tokens.create').use(middleware.stepUp())
  router.post('tokens', [TokenPages, 'store']).as('tokens.store').use(middleware.stepUp())
  router.get('tokens/:id', [TokenPages, 'show']).as('tokens.show')
  router.post('tokens/:id/rotate', [TokenPages, 'rotate']).as('tokens.rotate').use(middleware.stepUp())
  router.get('tokens/:id/revoke', [TokenPages, 'confirmRevocation']).as('tokens.confirm_revocation')
  router.post('tokens/:id/revoke', [TokenPages, 'revoke']).as('tokens.revoke')
})
