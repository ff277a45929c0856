import router from '@adonisjs/core/services/router'
import { api, panel } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { PUBLISHING, publishingValidator, STAGE_ANSWER, STAGES } from '#registry/stages/stage_json'

const Stages = () => import('#registry/stages/controllers/stages_api_controller')
const StagePages = () => import('#registry/stages/controllers/stage_pages_controller')

const shared = { tag: 'Staged releases', roles: ['authenticated' as const] }

api(() => {
  operation(router.get('plugins/:name/stages', [Stages, 'index']).as('stages.index'), {
    ...{ ...shared, id: 'listStagedReleases', summary: 'Releases of a plugin of yours that wait for its owners' },
    responses: { 200: STAGES },
  })
  operation(
    router.post('plugins/:name/versions/:version/stage/approve', [Stages, 'approve']).as('stages.approve').use(middleware.stepUp()),
    {
      ...{ ...shared, id: 'approveStagedRelease', summary: 'Agree to a release that somebody else staged' },
      responses: { 200: STAGE_ANSWER },
    }
  )
  operation(router.post('plugins/:name/versions/:version/stage/withdraw', [Stages, 'withdraw']).as('stages.withdraw'), {
    ...{ ...shared, id: 'withdrawStagedRelease', summary: 'Take a staged release back; its number stays used' },
    responses: { 204: null },
  })
  operation(router.patch('plugins/:name/publishing', [Stages, 'rules']).as('publishing.update').use(middleware.stepUp()), {
    ...{
      ...shared,
      id: 'changePublishingRules',
      summary: 'How many others have to agree, and whether versions come from trusted builds only',
    },
    body: publishingValidator,
    responses: { 200: PUBLISHING },
  })
}).use(middleware.apiAuth())

panel('publisher', 'registry.publish', () => {
  router.post('versions/:id/stage/approve', [StagePages, 'approve']).as('stages.approve').use(middleware.stepUp())
  router.post('versions/:id/stage/withdraw', [StagePages, 'withdraw']).as('stages.withdraw')
  router.post('plugins/:id/publishing', [StagePages, 'rules']).as('publishing.update').use(middleware.stepUp())
})
