/** Pictures that ship with the shop lie under /images; the key names file and folder. */
export const imageUrl = (key: string | null): string | null => (key ? `/images/${key}.svg` : null)
