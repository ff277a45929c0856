import router from '@adonisjs/core/services/router'
import { api } from '#start/groups'
import { middleware } from '#start/kernel'
import { operation, type OperationRole } from '#core/http/openapi/operation'
import { PLUGIN_PAGE } from '#registry/wire/discovery_schemas'
import { featureValidator, noticesValidator, pageValidator } from '#registry/discovery/validators'
import { CATEGORY_COUNTS, FAVOURITE, FEATURED, FEATURED_LIST, FOLLOWED, FOLLOWS, PUBLISHER } from '#registry/discovery/schemas'
import { RELEASE_NOTICES, TAG_COUNTS } from '#registry/discovery/schemas'

const Shelves = () => import('#registry/discovery/controllers/shelves_api_controller')
const Publishers = () => import('#registry/discovery/controllers/publishers_api_controller')
const Marks = () => import('#registry/discovery/controllers/marks_api_controller')
const Featured = () => import('#registry/discovery/controllers/featured_api_controller')

const everybody = { tag: 'Plugin discovery', roles: ['public'] as OperationRole[] }
const people = { tag: 'Plugin discovery', roles: ['authenticated'] as OperationRole[] }
const admins = { tag: 'Plugin discovery', roles: ['admin', 'superadmin'] as OperationRole[] }
const page = { query: pageValidator, responses: { 200: PLUGIN_PAGE } }

/** Comes before the routes with a plugin's name: these words are nobody's name. */
api(() => {
  operation(router.get('plugins/featured', [Shelves, 'featured']).as('plugins.featured'), {
    ...{ ...everybody, ...page, id: 'listFeaturedPlugins', summary: 'What the operator of the marketplace shows first, in that order' },
  })
  operation(router.get('plugins/trending', [Shelves, 'trending']).as('plugins.trending'), {
    ...{ ...everybody, ...page, id: 'listTrendingPlugins', summary: 'Plugins downloaded faster now than usual' },
  })
  operation(router.get('plugins/new', [Shelves, 'newest']).as('plugins.newest'), {
    ...{ ...everybody, ...page, id: 'listNewPlugins', summary: 'The newest plugins first' },
  })
  operation(router.get('plugins/categories', [Shelves, 'categories']).as('plugins.categories'), {
    ...{ ...everybody, id: 'listPluginCategories', summary: 'Categories, and how many plugins each has' },
    responses: { 200: CATEGORY_COUNTS },
  })
  operation(router.get('plugins/tags', [Shelves, 'tags']).as('plugins.tags'), {
    ...{ ...everybody, id: 'listPluginTags', summary: 'The tags most plugins have' },
    responses: { 200: TAG_COUNTS },
  })
  operation(router.get('publishers/:slug', [Publishers, 'show']).as('publishers.show'), {
    ...{ ...everybody, id: 'showPublisher', summary: 'Who publishes, how they were verified, and the figures of their plugins' },
    responses: { 200: PUBLISHER },
  })
  operation(router.get('publishers/:slug/plugins', [Publishers, 'plugins']).as('publishers.plugins'), {
    ...{ ...everybody, ...page, id: 'listPublisherPlugins', summary: "A publisher's public plugins, what changed last first" },
  })
})

api(() => {
  operation(router.get('favourites', [Marks, 'favourites']).as('favourites.index'), {
    ...{ ...people, ...page, id: 'listFavourites', summary: 'Your favourite plugins, the newest first' },
  })
  operation(router.put('plugins/:name/favourite', [Marks, 'favourite']).as('plugins.favourite'), {
    ...{ ...people, id: 'addFavourite', summary: 'Make a plugin one of your favourites', responses: { 200: FAVOURITE } },
  })
  operation(router.delete('plugins/:name/favourite', [Marks, 'unfavourite']).as('plugins.unfavourite'), {
    ...{ ...people, id: 'removeFavourite', summary: 'No favourite any more', responses: { 200: FAVOURITE } },
  })
  operation(router.get('follows', [Marks, 'follows']).as('follows.index'), {
    ...{ ...people, id: 'listFollows', summary: 'Plugins and publishers you follow, and whether you hear of their new versions' },
    query: pageValidator,
    responses: { 200: FOLLOWS },
  })
  operation(router.put('follows/notices', [Marks, 'notices']).as('follows.notices'), {
    ...{ ...people, id: 'chooseReleaseNotices', summary: 'Whether you hear of new versions of what you follow' },
    body: noticesValidator,
    responses: { 200: RELEASE_NOTICES },
  })
  operation(router.put('plugins/:name/follow', [Marks, 'follow']).as('plugins.follow'), {
    ...{ ...people, id: 'followPlugin', summary: 'Hear of new versions of a plugin', responses: { 200: FOLLOWED } },
  })
  operation(router.delete('plugins/:name/follow', [Marks, 'unfollow']).as('plugins.unfollow'), {
    ...{ ...people, id: 'unfollowPlugin', summary: 'Hear of them no more', responses: { 200: FOLLOWED } },
  })
  operation(router.put('publishers/:slug/follow', [Marks, 'followPublisher']).as('publishers.follow'), {
    ...{
      ...people,
      id: 'followPublisher',
      summary: 'Hear of new versions of all that a publisher publishes',
      responses: { 200: FOLLOWED },
    },
  })
  operation(router.delete('publishers/:slug/follow', [Marks, 'unfollowPublisher']).as('publishers.unfollow'), {
    ...{ ...people, id: 'unfollowPublisher', summary: 'Hear of them no more', responses: { 200: FOLLOWED } },
  })
  operation(router.get('admin/featured-plugins', [Featured, 'index']).as('admin.featured.index'), {
    ...{
      ...admins,
      id: 'listFeatured',
      summary: 'The list of featured plugins with what is not shown now',
      responses: { 200: FEATURED_LIST },
    },
  })
  operation(router.put('admin/plugins/:name/featured', [Featured, 'update']).as('admin.featured.update'), {
    ...{ ...admins, id: 'featurePlugin', summary: 'Show a plugin first, from when to when, or move it' },
    body: featureValidator,
    responses: { 200: FEATURED },
  })
  operation(router.delete('admin/plugins/:name/featured', [Featured, 'destroy']).as('admin.featured.destroy'), {
    ...{ ...admins, id: 'unfeaturePlugin', summary: 'Take a plugin off the list', responses: { 204: null } },
  })
}).use(middleware.apiAuth())
