/** The publisher that stands for the platform itself; made by a migration. Nobody signs in as it: the platform's own code publishes. */
export const PLATFORM_PUBLISHER_ID = '00000000-0000-7000-8000-000000000001'
