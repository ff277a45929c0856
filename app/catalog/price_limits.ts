/** People type whole roubles into filters; everything else counts minor units. */
export const MINOR_PER_MAJOR = 100
export const MAX_PRICE_MAJOR = 1_000_000_000
