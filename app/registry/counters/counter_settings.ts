import { integerSetting } from '#core/settings/define_setting'

/** Clients of one network that count as downloads of a version on one day. */
export const clientsPerNetwork = integerSetting('registry.clients_per_network', 20, { min: 1, max: 10_000 })

export const counterSettings = [clientsPerNetwork]
