import router from '@adonisjs/core/services/router'
import { api, panel, publicPages } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation } from '#core/http/openapi/operation'
import { ASKED } from '#registry/owners/owner_json'
import { answerValidator, publisherChoiceValidator } from '#registry/owners/validators'
import * as shape from '#registry/teams/team_json'

const Publishers = () => import('#registry/teams/controllers/publishers_api_controller')
const Teams = () => import('#registry/teams/controllers/teams_api_controller')
const TeamPages = () => import('#registry/teams/controllers/team_pages_controller')
const Answers = () => import('#registry/teams/controllers/member_answers_controller')

const shared = { tag: 'Publishers and teams', roles: ['authenticated' as const] }
const byToken = { ...shared, tokenScopes: ['owners'] }
const nothing = { responses: { 204: null } }

api(() => {
  operation(router.get('users/me/publishers', [Publishers, 'index']).as('publishers.index'), {
    ...{ ...shared, id: 'listJoinedPublishers', summary: 'The publishers you belong to' },
    responses: { 200: shape.PUBLISHERS },
  })
  operation(router.post('publishers', [Publishers, 'store']).as('publishers.store'), {
    ...{ ...shared, id: 'createPublisher', summary: 'Make a publisher of many people; you are its first admin' },
    body: shape.publisherValidator,
    responses: { 201: shape.PUBLISHER_MADE },
  })
  operation(router.get('publishers/:slug/people', [Publishers, 'people']).as('publishers.people'), {
    ...{ ...shared, id: 'listPublisherPeople', summary: 'Who belongs to a publisher of yours, in which teams, and who was asked' },
    responses: { 200: shape.PEOPLE },
  })
  operation(router.post('publishers/:slug/invitations', [Publishers, 'inviteMember']).as('publishers.invite').use(middleware.stepUp()), {
    ...{ ...shared, id: 'invitePublisherMember', summary: 'Ask somebody by mail to join a publisher' },
    body: shape.memberInvitationValidator,
    responses: { 201: ASKED },
  })
  operation(router.delete('publishers/:slug/invitations/:id', [Publishers, 'withdraw']).as('publishers.withdraw'), {
    ...{ ...shared, id: 'withdrawPublisherInvitation', summary: 'Take an invitation to a publisher back', ...nothing },
  })
  operation(router.put('publishers/:slug/members/:user', [Publishers, 'update']).as('publishers.members.update').use(middleware.stepUp()), {
    ...{ ...shared, id: 'changePublisherMember', summary: 'Make somebody admin of a publisher, or no longer' },
    ...{ body: shape.memberRoleValidator, ...nothing },
  })
  operation(
    router.delete('publishers/:slug/members/:user', [Publishers, 'destroy']).as('publishers.members.destroy').use(middleware.stepUp()),
    {
      ...{ ...shared, id: 'removePublisherMember', summary: 'End somebody’s place in a publisher and its teams, or leave', ...nothing },
    }
  )
  for (const answer of ['accept', 'decline'] as const) {
    const Answer = answer === 'accept' ? 'Accept' : 'Decline'
    operation(router.post(`publisher-invitations/${answer}`, [Publishers, 'answerInvitation']).as(`publisher_invitations.${answer}`), {
      ...{ ...shared, id: `${answer}PublisherInvitation`, summary: `${Answer} an invitation to a publisher by the token of its link` },
      body: answerValidator,
      responses: { 200: shape.JOINED },
    })
  }
  operation(router.post('publishers/:slug/teams', [Teams, 'store']).as('teams.store'), {
    ...{ ...shared, id: 'createTeam', summary: 'Make a team of a publisher’s people' },
    body: shape.teamValidator,
    responses: { 201: shape.TEAM_MADE },
  })
  operation(router.delete('publishers/:slug/teams/:team', [Teams, 'destroy']).as('teams.destroy').use(middleware.stepUp()), {
    ...{ ...shared, id: 'removeTeam', summary: 'End a team, and what it may', ...nothing },
  })
  operation(
    router.put('publishers/:slug/teams/:team/members/:user', [Teams, 'addMember']).as('teams.members.store').use(middleware.stepUp()),
    {
      ...{ ...shared, id: 'addTeamMember', summary: 'Put one of the publisher’s people into a team', ...nothing },
    }
  )
  operation(
    router
      .delete('publishers/:slug/teams/:team/members/:user', [Teams, 'removeMember'])
      .as('teams.members.destroy')
      .use(middleware.stepUp()),
    {
      ...{ ...shared, id: 'removeTeamMember', summary: 'Take somebody out of a team', ...nothing },
    }
  )
  operation(router.get('plugins/:name/teams', [Teams, 'ofPlugin']).as('plugins.teams'), {
    ...{ ...byToken, id: 'listPluginTeams', summary: 'The teams with a role in a plugin of yours' },
    responses: { 200: shape.PLUGIN_TEAMS },
  })
  operation(router.put('plugins/:name/publisher', [Teams, 'name']).as('plugins.publisher').use(middleware.stepUp()), {
    ...{
      ...byToken,
      id: 'changePluginPublisher',
      summary: 'Put a plugin of yours into the name of a publisher you belong to, or your own',
    },
    body: publisherChoiceValidator,
    responses: { 200: shape.PUBLISHER_CHANGED },
  })
  operation(router.put('plugins/:name/teams/:publisher/:team', [Teams, 'give']).as('plugins.teams.update').use(middleware.stepUp()), {
    ...{ ...byToken, id: 'givePluginToTeam', summary: 'Give a team of a publisher of yours a role in a plugin' },
    ...{ body: shape.teamRoleValidator, ...nothing },
  })
  operation(router.delete('plugins/:name/teams/:publisher/:team', [Teams, 'end']).as('plugins.teams.destroy').use(middleware.stepUp()), {
    ...{ ...byToken, id: 'takePluginFromTeam', summary: 'Take a team’s role in a plugin away', ...nothing },
  })
}).use(middleware.apiAuth())

panel('publisher', 'registry.publish', () => {
  router.get('teams', [TeamPages, 'index']).as('teams.index')
  router.post('teams', [TeamPages, 'store']).as('teams.store')
  router.get('teams/:slug', [TeamPages, 'show']).as('teams.show')
  router.post('teams/:slug/invitations', [TeamPages, 'inviteMember']).as('teams.invite').use(middleware.stepUp())
  router.post('teams/:slug/invitations/:id/withdraw', [TeamPages, 'withdraw']).as('teams.withdraw')
  router.post('teams/:slug/members/:user/role', [TeamPages, 'changeRole']).as('teams.members.update').use(middleware.stepUp())
  router.post('teams/:slug/members/:user/remove', [TeamPages, 'removeMember']).as('teams.members.destroy').use(middleware.stepUp())
  router.post('teams/:slug/teams', [TeamPages, 'storeTeam']).as('teams.store_team')
  router.post('teams/:slug/teams/:team/remove', [TeamPages, 'removeTeam']).as('teams.remove_team').use(middleware.stepUp())
  router.post('teams/:slug/teams/:team/members', [TeamPages, 'join']).as('teams.join').use(middleware.stepUp())
  router.post('teams/:slug/teams/:team/members/:user/remove', [TeamPages, 'part']).as('teams.part').use(middleware.stepUp())
  router.post('plugins/:id/publisher', [TeamPages, 'name']).as('names.update').use(middleware.stepUp())
  router.post('plugins/:id/teams', [TeamPages, 'give']).as('plugin_teams.store').use(middleware.stepUp())
  router.post('plugins/:id/teams/:publisher/:team/remove', [TeamPages, 'end']).as('plugin_teams.destroy').use(middleware.stepUp())
})

publicPages(() => {
  router.get('publisher-invitations/:token', [Answers, 'show']).as('plugin_publisher_invitations.show')
  router.post('publisher-invitations/:token/accept', [Answers, 'store']).as('plugin_publisher_invitations.accept').use(middleware.auth())
  router.post('publisher-invitations/:token/decline', [Answers, 'store']).as('plugin_publisher_invitations.decline').use(middleware.auth())
})
