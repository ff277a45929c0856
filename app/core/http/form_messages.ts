import vine from '@vinejs/vine'
import { RequestValidator, type HttpContext } from '@adonisjs/core/http'
import type { I18n } from '@adonisjs/i18n'
import type { MessagesProviderContact } from '@vinejs/vine/types'

/** What stands beside a field of a form: in the page's language, and without the field's name, which programs gave it. */
class FormMessages implements MessagesProviderContact {
  constructor(private readonly i18n: I18n) {}

  getMessage(...asked: Parameters<MessagesProviderContact['getMessage']>): string {
    const [, rule, , meta] = asked
    return this.i18n.t(`validation.messages.${rule}`, meta, vine.messagesProvider.getMessage(...asked))
  }
}

const MOST_CHOICES = 40

/** Programs are told which values there are. Validators keep the provider they were made with: this one learns it. */
export function nameChoices() {
  const { messagesProvider } = vine
  const getMessage = messagesProvider.getMessage.bind(messagesProvider)
  messagesProvider.getMessage = (...asked) => {
    const [, rule, field, meta] = asked
    const choices: unknown = meta?.choices
    if (rule !== 'enum' || !Array.isArray(choices) || choices.length > MOST_CHOICES) return getMessage(...asked)
    return `The ${field.getFieldPath()} field must be one of ${choices.join(', ')}`
  }
}

/** Pages have a language; programs get the messages of the validator, with the field's name. */
export function speakToPeople() {
  RequestValidator.messagesProvider = ({ i18n }: Partial<HttpContext>) => (i18n ? new FormMessages(i18n) : vine.messagesProvider)
}
