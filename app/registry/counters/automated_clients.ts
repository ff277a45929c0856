/** Names that build services, mirrors, scanners and bare HTTP libraries send. */
const AGENTS =
  /bot\b|\b(?:crawler|spider|curl|wget|python-requests|python-urllib|go-http-client|okhttp|libwww-perl|github-actions|gitlab-runner|jenkins|renovate|dependabot|circleci|travis|buildkite|teamcity)\b/i

type Signs = { userAgent: string | undefined; purpose: string | undefined; isProgram: boolean }

/** Whether a machine downloads of its own accord: it says so, its name says so, or it came with a program's token. */
export const isAutomatedClient = ({ userAgent, purpose, isProgram }: Signs): boolean =>
  isProgram || purpose === 'ci' || !userAgent || AGENTS.test(userAgent)
