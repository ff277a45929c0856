/** Everything under `/api/`, and the doors that clients of merchants, traders and support know without it. */
const API_PATH = /^\/(?:api|(?:merchant|trader|support)\/auth)\//

/** Whether an address is one of the JSON API's. */
export const isApiPath = (url: string): boolean => API_PATH.test(url)
