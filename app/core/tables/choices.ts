/** What a filter offers, each named by a key of `labels` and itself: `orders.state_` + `paid`. */
export const choices = (values: readonly string[], labels: string) => values.map((value) => ({ value, label: `${labels}${value}` }))
