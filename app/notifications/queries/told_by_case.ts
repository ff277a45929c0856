import { findReport } from '#registry/reports/queries/find_case'

/**
 * Of these people those who hear of it only here: what a complaint led to is told by its decision, with the way to a second
 * look, and not once more.
 */
export async function notToldByCase(reportId: string | null | undefined, userIds: readonly string[]): Promise<string[]> {
  const report = reportId ? await findReport(reportId) : null
  return userIds.filter((userId) => !report?.owner_ids.includes(userId))
}
