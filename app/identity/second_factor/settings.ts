import vine from '@vinejs/vine'
import { integerSetting, type SettingDefinition } from '#core/settings/define_setting'
import { PLATFORM_ROLES } from '#core/rights'

export const codeAttemptsPerAccount = integerSetting('identity.code_attempts_per_account', 10, { min: 3, max: 1000 })

/** Until they have a second factor these roles are worth nothing. By comma, as the panel edits it. */
export const rolesWithSecondFactor: SettingDefinition<string> = {
  key: 'identity.roles_with_second_factor',
  kind: 'choices',
  options: PLATFORM_ROLES,
  optionLabels: 'identity.role_',
  default: '',
  schema: vine.create({
    value: vine
      .string()
      .trim()
      .regex(new RegExp(`^((${PLATFORM_ROLES.join('|')})(\\s*,\\s*(${PLATFORM_ROLES.join('|')}))*)?$`)),
  }) as SettingDefinition<string>['schema'],
}
