import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'
import { panel, publicPages } from '#start/groups'

const Catalogue = () => import('#registry/discovery/controllers/catalogue_controller')
const Featured = () => import('#registry/discovery/controllers/featured_pages_controller')
const Feeds = () => import('#registry/discovery/controllers/feeds_controller')
const Marks = () => import('#registry/discovery/controllers/mark_pages_controller')
const Plugins = () => import('#registry/controllers/public/plugins_controller')
const Publisher = () => import('#registry/discovery/controllers/publisher_page_controller')
const Shields = () => import('#registry/discovery/controllers/shields_controller')
const Sitemap = () => import('#registry/discovery/controllers/sitemap_controller')

/** Comes before the routes with a plugin's name: these words are nobody's name. */
publicPages(() => {
  router.get('plugins/categories', [Catalogue, 'categories']).as('registry.categories.index')
  router.get('plugins/categories/:category', [Catalogue, 'category']).as('registry.categories.show')
  router.get('plugins/tags', [Catalogue, 'tags']).as('registry.tags.index')
  router.get('plugins/tags/:tag', [Catalogue, 'tag']).as('registry.tags.show')
  router.get('plugins/:name/versions', [Plugins, 'versions']).as('registry.plugins.versions')
  router.get('plugins/:name/changelog', [Plugins, 'changelog']).as('registry.plugins.changelog')
  router.get('plugins/:name/security', [Plugins, 'security']).as('registry.plugins.security')
  router.get('publishers/:slug', [Publisher, 'show']).as('registry.publishers.show')
})

publicPages(() => {
  router.post('plugins/:name/favourite', [Marks, 'favourite']).as('registry.plugins.favourite')
  router.post('plugins/:name/follow', [Marks, 'follow']).as('registry.plugins.follow')
  router.post('publishers/:slug/follow', [Marks, 'followPublisher']).as('registry.publishers.follow')
}).use(middleware.auth())

/** For programs: no session, no language of a reader. Counted per address as requests of the API are. */
router
  .group(() => {
    router.get('feeds/plugins.atom', [Feeds, 'releases']).as('registry.feeds.releases')
    router.get('feeds/advisories.atom', [Feeds, 'advisories']).as('registry.feeds.advisories')
    router.get('plugins/categories/:category/feed.atom', [Feeds, 'category']).as('registry.categories.feed')
    router.get('plugins/:name/feed.atom', [Feeds, 'plugin']).as('registry.plugins.feed')
    router.get('publishers/:slug/feed.atom', [Feeds, 'publisher']).as('registry.publishers.feed')
    router.get('plugins/:name/badge/:file', [Shields, 'show']).as('registry.plugins.shield')
    router.get('sitemap.xml', [Sitemap, 'index']).as('sitemap')
    router.get('sitemaps/pages.xml', [Sitemap, 'pages']).as('sitemaps.pages')
    router.get('sitemaps/plugins.xml', [Sitemap, 'plugins']).as('sitemaps.plugins')
    router.get('sitemaps/publishers.xml', [Sitemap, 'publishers']).as('sitemaps.publishers')
    router.get('robots.txt', [Sitemap, 'robots']).as('robots')
  })
  .use(middleware.apiRateLimit())

panel('account', null, () => {
  router.get('favourites', [Marks, 'index']).as('favourites.index')
  router.get('follows', [Marks, 'follows']).as('follows.index')
  router.post('follows/notices', [Marks, 'notices']).as('follows.notices')
})

panel('operator', 'registry.feature', () => {
  router.get('featured-plugins', [Featured, 'index']).as('featured_plugins.index')
  router.post('featured-plugins', [Featured, 'store']).as('featured_plugins.store')
  router.post('featured-plugins/:name/remove', [Featured, 'destroy']).as('featured_plugins.destroy')
})
