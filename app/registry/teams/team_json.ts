import vine from '@vinejs/vine'
import { integer, list, object, string } from '#core/http/openapi/words'
import { OWNER_ROLES } from '#registry/owners/publishing_policy'
import { MEMBER_ROLES } from '#registry/teams/publisher_access'
import type { PluginTeamRow, PublisherPeople, PublisherRow } from '#registry/teams/queries/list_publishers'

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const slug = () => vine.string().trim().regex(SLUG).minLength(3).maxLength(40)
const name = () => vine.string().trim().minLength(2).maxLength(80)
const email = () => vine.string().trim().email().maxLength(254)

export const publisherValidator = vine.create({ name: name(), slug: slug() })
export const teamValidator = vine.create({ name: name(), slug: slug() })
export const memberInvitationValidator = vine.create({ email: email(), role: vine.enum(MEMBER_ROLES) })
export const memberRoleValidator = vine.create({ role: vine.enum(MEMBER_ROLES) })
export const teamRoleValidator = vine.create({ role: vine.enum(OWNER_ROLES) })
export const teamPlaceValidator = vine.create({ user: vine.string().trim().maxLength(40) })
/** `publisher/team`, as the page's list says it. */
export const teamGrantValidator = vine.create({
  team: vine
    .string()
    .trim()
    .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/i)
    .maxLength(120),
  role: vine.enum(OWNER_ROLES),
})

export const toPublisherJson = (publisher: PublisherRow) => ({ ...publisher })

export const toPeopleJson = ({ members, teams, invitations }: PublisherPeople) => ({
  members: members.map(({ created_at: since, ...member }) => ({ ...member, since: since.toISOString() })),
  teams,
  invitations: invitations.map(({ expires_at: at, ...invitation }) => ({ ...invitation, expires_at: at.toISOString() })),
})

export const toPluginTeamJson = ({ publisher, team, name: title, role, members }: PluginTeamRow) => ({
  ...{ publisher, team, name: title, role, members },
})

const ROLE = { enum: ['admin', 'member'] }
const PERSON = { user_id: string, username: string, full_name: string }

export const PUBLISHERS = object({ publishers: list(object({ slug: string, name: string, role: ROLE, members: integer, teams: integer })) })
export const PUBLISHER_MADE = object({ id: string, slug: string })
export const PEOPLE = object({
  members: list(object({ ...PERSON, role: ROLE, since: string })),
  teams: list(object({ slug: string, name: string, members: list(object(PERSON)) })),
  invitations: list(object({ id: string, email: string, role: ROLE, expires_at: string })),
})
export const PUBLISHER_CHANGED = object({ success: { type: 'boolean' }, plugin: string, publisher: string, serial: integer })
export const TEAM_MADE = object({ id: string })
export const JOINED = object({ success: { type: 'boolean' }, publisher: string, role: ROLE })
export const PLUGIN_TEAMS = object({
  teams: list(
    object({ publisher: string, team: string, name: string, role: { enum: ['owner', 'maintainer', 'publisher'] }, members: integer })
  ),
})
