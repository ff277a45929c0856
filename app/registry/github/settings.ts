import { stringSetting } from '#core/settings/define_setting'

/** Where release files are fetched from; another one for GitHub on one's own machines. */
export const githubUrl = stringSetting('registry.github_url', 'https://github.com')
