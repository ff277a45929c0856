import { tenantScope } from '#core/tenant_scope'
import { CrossTenantWrite, TenantContextMissing } from '#tenancy/exceptions'
import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import type { BaseModel } from '@adonisjs/lucid/orm'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'

type OwnedByTenant = { tenantId: string }
type AnyQuery = Pick<ModelQueryBuilderContract<typeof BaseModel>, 'where'>

/** Queries that carry the condition already: `query()` and the fetch hooks both come by. */
const limited = new WeakSet<object>()

/**
 * Mixin for models of tenant-owned tables: `class Product extends compose(ProductSchema, TenantScoped)`.
 * Every query is limited to the tenant in context and throws where there is none; writes fill `tenant_id` and never move it.
 */
export const TenantScoped = <Model extends NormalizeConstructor<typeof BaseModel>>(superclass: Model) => {
  class TenantScopedModel extends superclass {
    declare tenantId: string

    static boot() {
      if (Object.hasOwn(this, 'booted') && this.booted) return
      super.boot()
      // Preloads and `related().query()` build their queries without `query()`, but run the hooks.
      this.before('find', limitToTenant as never)
      this.before('fetch', limitToTenant as never)
      this.before('paginate', ((queries: AnyQuery[]) => queries.forEach(limitToTenant)) as never)
      this.before('create', fillTenant as never)
      this.before('update', refuseForeign as never)
      this.before('delete', refuseForeign as never)
    }

    static query(...args: Parameters<typeof BaseModel.query>): never {
      const query = super.query(...(args as []))
      limitToTenant(query as AnyQuery)
      return query as never
    }
  }
  return TenantScopedModel as unknown as Model
}

function limitToTenant(query: AnyQuery) {
  if (limited.has(query)) return
  limited.add(query)
  const scope = tenantScope()
  if (scope.kind === 'none') throw new TenantContextMissing()
  if (scope.kind === 'tenant') query.where(tenantColumn(query), scope.tenantId)
}

/** Qualified, so that joins with other tenant-owned tables stay unambiguous. */
function tenantColumn(query: AnyQuery) {
  const { model } = query as unknown as { model: typeof BaseModel }
  return `${model.table}.tenant_id`
}

function fillTenant(row: OwnedByTenant) {
  const scope = tenantScope()
  if (scope.kind === 'none') throw new TenantContextMissing()
  if (scope.kind === 'all') {
    if (!row.tenantId) throw new TenantContextMissing()
    return
  }
  row.tenantId ??= scope.tenantId
  if (row.tenantId !== scope.tenantId) throw new CrossTenantWrite()
}

function refuseForeign(row: OwnedByTenant & { $dirty: Record<string, unknown> }) {
  const scope = tenantScope()
  if (scope.kind === 'none') throw new TenantContextMissing()
  if ('tenantId' in row.$dirty) throw new CrossTenantWrite()
  if (scope.kind === 'tenant' && row.tenantId !== scope.tenantId) throw new CrossTenantWrite()
}
