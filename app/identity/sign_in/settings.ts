import { booleanSetting, integerSetting } from '#core/settings/define_setting'

/** From a whole neighbourhood: an IPv4 /24 or an IPv6 /48. */
export const signInAttemptsPerNetwork = integerSetting('identity.sign_in_attempts_per_network', 600, { min: 10, max: 1_000_000 })
/** At one account, from browsers and networks its owner never used, wherever they are. */
export const signInAttemptsOfStrangers = integerSetting('identity.sign_in_attempts_of_strangers', 100, { min: 10, max: 100_000 })
/** Off: who has not confirmed their address works like everybody else. On: they may look and buy, but work in no panel and no company. */
export const requireConfirmedEmail = booleanSetting('identity.require_confirmed_email', false)
/** Mails with a link or a code to one person, or asked for from one network. */
export const confirmationsPerHour = integerSetting('identity.confirmations_per_hour', 5, { min: 1, max: 1000 })
export const mailRequestsPerAddress = integerSetting('identity.mail_requests_per_address', 30, { min: 3, max: 100_000 })
