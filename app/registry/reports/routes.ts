import router from '@adonisjs/core/services/router'
import { api, panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationRole } from '#core/http/openapi/operation'
import { appealValidator, caseListValidator, caseValidator, mergeValidator, reportValidator } from '#registry/reports/validators'
import { APPEALED, MERGED, REPORT_CASE, REPORT_CASES, REPORT_OPENED } from '#registry/reports/report_schemas'

const Reports = () => import('#registry/reports/controllers/reports_controller')
const Forms = () => import('#registry/reports/controllers/report_forms_controller')
const Merges = () => import('#registry/reports/controllers/merges_controller')
const Cases = () => import('#registry/reports/controllers/cases_controller')

const tag = 'Plugin trust'
const everybody = { tag, roles: ['public'] as OperationRole[] }
const people = { tag, roles: ['authenticated'] as OperationRole[] }

const TARGETS = [
  { path: 'plugins/:name', as: 'plugins', id: 'reportPlugin', what: 'a plugin' },
  { path: 'plugins/:name/versions/:version', as: 'versions', id: 'reportVersion', what: 'a version of a plugin' },
  { path: 'plugins/:name/reviews/:review_id', as: 'reviews', id: 'reportReview', what: 'a review, by case instead of by flag' },
  { path: 'publishers/:slug', as: 'publishers', id: 'reportPublisher', what: 'a publisher' },
]

api(() => {
  for (const { path, as, id, what } of TARGETS) {
    operation(router.post(`${path}/reports`, [Reports, 'store']).as(`${as}.reports.store`), {
      ...{ ...everybody, id, summary: `Complain about ${what}, signed in or not; the case is followed by number and secret` },
      body: reportValidator,
      responses: { 201: REPORT_OPENED },
    })
  }
  operation(router.get('reports/:case', [Reports, 'show']).as('reports.show'), {
    ...{ ...everybody, id: 'showReport', summary: 'What became of a complaint: with its secret, or signed in as who it concerns' },
    query: caseValidator,
    responses: { 200: REPORT_CASE },
  })
  operation(router.post('reports/:case/appeal', [Reports, 'appeal']).as('reports.appeal'), {
    ...{
      ...everybody,
      id: 'appealReport',
      summary: 'Ask for a second look at what was decided, signed in or by secret; somebody else takes it',
    },
    body: appealValidator,
    responses: { 200: APPEALED },
  })
})

api(() => {
  operation(router.get('reports', [Reports, 'index']).as('reports.index'), {
    ...{ ...people, id: 'listReports', summary: 'Your complaints, and decided ones about what is yours, newest first' },
    query: caseListValidator,
    responses: { 200: REPORT_CASES },
  })
  operation(router.post('admin/reports/:case/duplicate', [Merges, 'store']).as('admin.reports.merge'), {
    ...{
      tag,
      roles: ['moderator', 'admin', 'superadmin'],
      id: 'mergeReport',
      summary: 'Say that a complaint is the same as an earlier one',
    },
    body: mergeValidator,
    responses: { 200: MERGED },
  })
}).use(middleware.apiAuth())

panel('moderator', 'trust.withdraw', () => {
  router.post('cases/:case/duplicate', [Merges, 'submit']).as('reports.merge')
})

publicPages(() => {
  for (const { path, as } of TARGETS) {
    router.get(`${path}/report`, [Forms, 'create']).as(`reports.${as}.create`)
    router.post(`${path}/report`, [Forms, 'store']).as(`reports.${as}.store`)
  }
  router.get('cases', [Cases, 'index']).as('cases.index')
  router.post('cases', [Cases, 'find']).as('cases.find')
  router.get('cases/:case', [Cases, 'show']).as('cases.show')
  router.post('cases/:case/appeal', [Cases, 'appeal']).as('cases.appeal')
})
