/** Whose cart: a signed-in user's own, or the one a guest's signed cookie names. */
export type CartOwner = { userId: string | null; guestCartId: string | null }
