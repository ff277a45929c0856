import router from '@adonisjs/core/services/router'
import { operation } from '#core/http/openapi/operation'
import { middleware } from '#start/kernel'
import { api, panel } from '#start/groups'
import { salesQueryValidator } from '#analytics/validators/sales_query'
import { SALES_ANSWER } from '#analytics/api_schemas'

const AnalystDashboard = () => import('#analytics/controllers/analyst/dashboard_controller')
const SellerDashboard = () => import('#analytics/controllers/seller/dashboard_controller')
const ApiSales = () => import('#analytics/controllers/api/sales_controller')

panel('analyst', 'analytics.platform', () => {
  router.get('/', [AnalystDashboard, 'show']).as('dashboard')
  router.get('export.csv', [AnalystDashboard, 'export']).as('dashboard.export')
})

panel('seller', 'analytics.own', () => {
  router.on('/').redirectToPath('/seller/analytics').as('home')
  router.get('analytics', [SellerDashboard, 'show']).as('analytics')
})

api(() => {
  operation(router.get('analytics/sales', [ApiSales, 'show']).as('analytics.sales').use(middleware.apiAuth()), {
    id: 'getSalesReport',
    summary: 'Revenue, orders and buyers by day; the whole platform for analysts, the own tenant for its members',
    tag: 'analytics',
    roles: ['admin', 'analyst', 'finance', 'tenant:owner', 'tenant:admin', 'tenant:user', 'tenant:viewer'],
    tokenScopes: ['analytics:read'],
    query: salesQueryValidator,
    responses: { 200: SALES_ANSWER, 401: null, 403: null, 422: null, 503: null },
  })
})
