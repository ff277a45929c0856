import { sqlRows, type SqlClient } from '#core/database/sql'
import { isPublisherOf } from '#registry/reviews/queries/publisher_members'

/**
 * What the open flags of a review weigh together. An account younger than `days`, or blocked, weighs nothing; one whose
 * company has or had the plugin weighs two, others one. Of one company only the heaviest counts, and all who publish the
 * plugin count as one: neither a rival nor the criticised can bring a review down by numbers of accounts.
 */
export async function weighFlags(client: SqlClient, reviewId: string, days: number): Promise<number> {
  const [{ weight }] = await sqlRows<{ weight: number }>(
    client,
    `select coalesce(sum(f.weight), 0)::int as weight from (
       select max(case when exists (select 1 from plugin_adoptions a join tenant_members m on m.tenant_id = a.tenant_id
                                     where a.plugin_id = r.plugin_id and m.user_id = u.id) then 2 else 1 end) as weight
         from review_flags f
         join reviews r on r.id = f.review_id
         join users u on u.id = f.user_id and u.status = 'active' and u.created_at <= now() - ? * interval '1 day'
        where f.review_id = ? and f.resolved_at is null
        group by case when ${isPublisherOf('r.plugin_id', 'u.id')} then 'publisher'
                      else coalesce((select min(m.tenant_id::text) from tenant_members m where m.user_id = u.id), u.id::text) end) f`,
    [days, reviewId]
  )
  return weight
}
