import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { CHALLENGE, KEY_ADDED, KEYS, keyValidator, revocationValidator, SBOM } from '#registry/author_keys/key_json'

const Keys = () => import('#registry/author_keys/controllers/author_keys_api_controller')
const Sboms = () => import('#registry/author_keys/controllers/sbom_controller')
const KeyPages = () => import('#registry/author_keys/controllers/key_pages_controller')

const shared = { tag: 'Keys of authors', roles: ['authenticated' as const] }

api(() => {
  operation(router.get('plugins/:name/versions/:version/sbom', [Sboms, 'show']).as('plugins.sbom'), {
    id: 'showVersionSbom',
    summary: 'What a version is made of, with the signature of its author',
    tag: 'Plugin registry',
    roles: ['public'],
    responses: { 200: SBOM },
  })
})

api(() => {
  operation(router.get('users/me/public-keys', [Keys, 'index']).as('keys.index'), {
    ...{ ...shared, id: 'listOwnKeys', summary: 'Your keys that sign versions, ended ones too' },
    responses: { 200: KEYS },
  })
  operation(router.get('users/me/public-keys/challenge', [Keys, 'challenge']).as('keys.challenge'), {
    ...{ ...shared, id: 'challengeOwnKey', summary: 'What to sign with a key to prove that it is yours' },
    responses: { 200: CHALLENGE },
  })
  operation(router.post('users/me/public-keys', [Keys, 'store']).as('keys.store').use(middleware.stepUp()), {
    ...{ ...shared, id: 'addOwnKey', summary: 'Add a key: its public half, and the challenge signed with the private one' },
    body: keyValidator,
    responses: { 201: KEY_ADDED },
  })
  operation(router.post('users/me/public-keys/:id/rotate', [Keys, 'rotate']).as('keys.rotate').use(middleware.stepUp()), {
    ...{ ...shared, id: 'rotateOwnKey', summary: 'Put a new key in place of an old one; what that one signed goes on counting' },
    body: keyValidator,
    responses: { 201: KEY_ADDED },
  })
  operation(router.post('users/me/public-keys/:id/revoke', [Keys, 'revoke']).as('keys.revoke'), {
    ...{ ...shared, id: 'revokeOwnKey', summary: 'Revoke a key: what it signed counts no more' },
    body: revocationValidator,
    responses: { 204: null },
  })
}).use(middleware.apiAuth())

panel('publisher', 'registry.publish', () => {
  router.get('keys', [KeyPages, 'index']).as('keys.index')
  router.get('keys/new', [KeyPages, 'create']).as('keys.create').use(middleware.stepUp())
  router.post('keys', [KeyPages, 'store']).as('keys.store').use(middleware.stepUp())
  router.get('keys/:id/rotate', [KeyPages, 'replace']).as('keys.replace').use(middleware.stepUp())
  router.post('keys/:id/rotate', [KeyPages, 'rotate']).as('keys.rotate').use(middleware.stepUp())
  router.get('keys/:id/revoke', [KeyPages, 'confirmRevocation']).as('keys.confirm_revocation')
  router.post('keys/:id/revoke', [KeyPages, 'revoke']).as('keys.revoke')
})
