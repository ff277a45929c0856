/** Texts of others on a terminal: their control characters could move the cursor and write over what stands there. */
export const printable = (text: string): string => text.replace(/(?![\n\t])\p{Cc}/gu, '')
