import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationRole } from '#core/http/openapi/operation'
import { appealValidator, caseValidator, reportValidator } from '#registry/reports/validators'
import { APPEALED, REPORT_CASE, REPORT_CASES, REPORT_OPENED } from '#registry/reports/report_schemas'

const Reports = () => import('#registry/reports/controllers/reports_controller')

const tag = 'Plugin trust'
const everybody = { tag, roles: ['public'] as OperationRole[] }
const people = { tag, roles: ['authenticated'] as OperationRole[] }

api(() => {
  operation(router.post('plugins/:name/reports', [Reports, 'store']).as('plugins.reports.store'), {
    ...{
      ...everybody,
      id: 'reportPlugin',
      summary: 'Complain about a plugin, signed in or not; the case is followed by number and secret',
    },
    body: reportValidator,
    responses: { 201: REPORT_OPENED },
  })
  operation(router.get('reports/:case', [Reports, 'show']).as('reports.show'), {
    ...{ ...everybody, id: 'showReport', summary: 'What became of a complaint: with its secret, or signed in as who it concerns' },
    query: caseValidator,
    responses: { 200: REPORT_CASE },
  })
})

api(() => {
  operation(router.get('reports', [Reports, 'index']).as('reports.index'), {
    ...{ ...people, id: 'listReports', summary: 'Your complaints, and decided ones about your plugins' },
    responses: { 200: REPORT_CASES },
  })
  operation(router.post('reports/:case/appeal', [Reports, 'appeal']).as('reports.appeal'), {
    ...{ ...people, id: 'appealReport', summary: 'Ask for a second look at what was decided; somebody else takes it' },
    body: appealValidator,
    responses: { 200: APPEALED },
  })
}).use(middleware.apiAuth())
