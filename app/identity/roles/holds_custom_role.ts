import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'

/** Narrows a list of users to who holds a role of the platform that people made. A company's roles are nobody else's business. */
export const whereHoldsRole = (query: DatabaseQueryBuilderContract, roleId: string): void =>
  void query.whereExists(
    (bindings) =>
      void bindings
        .from('custom_role_bindings as b')
        .join('custom_roles as r', 'r.id', 'b.role_id')
        .whereColumn('b.user_id', 'users.id')
        .where('b.role_id', roleId)
        .whereNull('r.tenant_id')
  )
