import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { MemberRole } from '#registry/teams/publisher_access'
import type { OwnerRole } from '#registry/owners/publishing_policy'

export type PublisherRow = { slug: string; name: string; role: MemberRole; members: number; teams: number }
export type MemberRow = { user_id: string; username: string; full_name: string; role: MemberRole; created_at: Date }
export type TeamRow = { slug: string; name: string; members: { user_id: string; username: string; full_name: string }[] }
export type PublisherPeople = {
  members: MemberRow[]
  teams: TeamRow[]
  invitations: { id: string; email: string; role: MemberRole; expires_at: Date }[]
}
export type PluginTeamRow = { publisher: string; publisher_name: string; team: string; name: string; role: OwnerRole; members: number }

/** The publishers somebody belongs to. */
export const listJoinedPublishers = (userId: string) =>
  sqlRows<PublisherRow>(
    db,
    `select b.slug::text, b.name, m.role,
            (select count(*)::int from publisher_members x where x.publisher_id = b.id) as members,
            (select count(*)::int from teams t where t.publisher_id = b.id) as teams
       from publisher_members m join publishers b on b.id = m.publisher_id where m.user_id = ? order by b.name, b.id limit 200`,
    [userId]
  )

/** Who belongs to a publisher, in which teams, and who was asked. Lists of people, bounded by what people are. */
export async function listPublisherPeople(publisherId: string): Promise<PublisherPeople> {
  const [members, teams, invitations] = await Promise.all([
    sqlRows<MemberRow>(
      db,
      `select m.user_id, u.username::text, u.full_name, m.role, m.created_at from publisher_members m join users u on u.id = m.user_id
        where m.publisher_id = ? order by m.role, u.full_name, m.user_id limit 500`,
      [publisherId]
    ),
    sqlRows<TeamRow>(
      db,
      `select t.slug::text, t.name,
              coalesce((select jsonb_agg(jsonb_build_object('user_id', u.id, 'username', u.username, 'full_name', u.full_name) order by u.full_name)
                          from team_members m join users u on u.id = m.user_id where m.team_id = t.id), '[]') as members
         from teams t where t.publisher_id = ? order by t.name, t.id limit 200`,
      [publisherId]
    ),
    sqlRows<PublisherPeople['invitations'][number]>(
      db,
      `select id, email::text, role, expires_at from publisher_invitations
        where publisher_id = ? and status = 'open' and expires_at > now() order by created_at limit 500`,
      [publisherId]
    ),
  ])
  return { members, teams, invitations }
}

/** The teams with a role in a plugin. */
export const listPluginTeams = (pluginId: string) =>
  sqlRows<PluginTeamRow>(
    db,
    `select b.slug::text as publisher, b.name as publisher_name, t.slug::text as team, t.name, x.role,
            (select count(*)::int from team_members m where m.team_id = t.id) as members
       from plugin_teams x join teams t on t.id = x.team_id join publishers b on b.id = t.publisher_id
      where x.plugin_id = ? order by b.name, t.name, t.id limit 200`,
    [pluginId]
  )

/** Teams that somebody could give a role: of all publishers they belong to. */
export const listJoinedTeams = (userId: string) =>
  sqlRows<{ publisher: string; publisher_name: string; team: string; name: string }>(
    db,
    `select b.slug::text as publisher, b.name as publisher_name, t.slug::text as team, t.name
       from publisher_members m join publishers b on b.id = m.publisher_id join teams t on t.publisher_id = b.id
      where m.user_id = ? order by b.name, t.name, t.id limit 200`,
    [userId]
  )

/** In whose name a plugin stands. */
export async function findNameOfPlugin(pluginId: string): Promise<{ slug: string; name: string; kind: string }> {
  const sql = 'select b.slug::text, b.name, b.kind from plugins p join publishers b on b.id = p.publisher_id where p.id = ?'
  const [publisher] = await sqlRows<{ slug: string; name: string; kind: string }>(db, sql, [pluginId])
  return publisher
}
