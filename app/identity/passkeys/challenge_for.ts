type PasskeyPurpose = 'register' | 'sign_in' | 'second_factor' | 'step_up'

/** What the challenge was made for; an answer to one purpose is none to another. `userId` is null before anybody is known. */
export type ChallengeFor = { purpose: PasskeyPurpose; userId: string | null }
