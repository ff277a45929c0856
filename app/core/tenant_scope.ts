import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Whose rows the current request, job or command sees.
 * `tenant`: one tenant's; `all`: every tenant's, asked for by name; `none`: nobody said, so scoped models refuse.
 */
export type TenantScope = { kind: 'none' } | { kind: 'all' } | { kind: 'tenant'; tenantId: string }

const NONE: TenantScope = { kind: 'none' }
const ALL: TenantScope = { kind: 'all' }
const storage = new AsyncLocalStorage<TenantScope>()

/** The scope in force here; `none` where nobody set one. */
export const tenantScope = (): TenantScope => storage.getStore() ?? NONE

/** Runs `work` in the tenant's scope; with null in none, so that scoped models refuse. */
export const runInTenant = <Result>(tenantId: string | null, work: () => Result): Result =>
  storage.run(tenantId ? { kind: 'tenant', tenantId } : NONE, work)

/** Runs `work` over all tenants' rows: public reads, platform staff, jobs. Whoever calls it does the checking. */
export const withoutTenantScope = <Result>(work: () => Result): Result => storage.run(ALL, work)
