/** Text for a pattern of `like`, whatever characters it has. */
const escaped = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&')

export const beginningWith = (text: string) => `${escaped(text)}%`
export const containing = (text: string) => `%${escaped(text)}%`
