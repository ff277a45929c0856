/** Orders no index brings, and why that is no harm: what is put in order is found by an index first, and few. */
export const SORTED_BY_HAND: [statement: RegExp, reason: string][] = [
  [/from table_views|join table_views/, 'views of one list: some hundred at most'],
  [/array_position\(/, 'the rows of one page, in the order in which they were found'],
  [/from plugins as p join plugin_people|from "plugins" as "p" join plugin_people/, 'the plugins of one person'],
  [/from reports where reporter_id/, 'complaints that concern one person'],
  [
    / from plugins p left join users u on u\.id = p\.quarantine_owner_id where p\.status = 'quarantined'/,
    'what is in quarantine at the time',
  ],
  [/from "version_deps" as "d"/, 'the plugins that need one, by their names'],
  [/from "plugin_follows" as "f"/, 'what one person follows'],
]

/** Lists of the API without pages, and what keeps them short. */
export const WITHOUT_PAGES: Record<string, string> = {
  listPermissions: 'declared in the code',
  listPlatformRoles: 'a hundred at most',
  listOwnTenantRoles: 'a hundred at most',
  listIdentityProviders: 'twenty at most',
  listOwnTenantCredentials: 'one for each name, of which there are few',
  listPluginCategories: 'declared in the code',
  listPluginTags: 'the most used ones',
  listFeatured: 'what an editor put into order by hand',
  listInstallationSecrets: 'declared by the plugin',
  listInstallationSecretsOfPlatform: 'declared by the plugin',
  listInstallationHistory: 'the latest ones',
  listInstallationHistoryOfPlatform: 'the latest ones',
  listCategories: 'one tree, read at once',
  readPublicLog: 'goes on from a number, `after`',
}
