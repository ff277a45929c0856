/**
 * Middleware that every request passes, one of each for the process: what they need are the process's services, and having the
 * container make them anew took a seventh of an answer that was kept in memory.
 */
import app from '@adonisjs/core/services/app'
import BodyParser from '@adonisjs/core/bodyparser_middleware'
import Cors from '@adonisjs/cors/cors_middleware'
import Static from '@adonisjs/static/static_middleware'
import { Metrics } from '#core/metrics/metrics'
import { RequestLimits } from '#core/limits/request_limits'
import { Settings } from '#core/settings/settings'
import HttpMetricsMiddleware from '#core/metrics/http_metrics_middleware'
import AssetsMiddleware from '#core/middleware/assets_middleware'
import BodyMiddleware from '#core/middleware/body_middleware'
import CorsMiddleware from '#core/middleware/cors_middleware'
import { ApiLimits } from '#identity/api_limits'
import { AccessTokens } from '#identity/tokens/access_tokens'
import ApiAddressLimitMiddleware from '#identity/middleware/api_address_limit_middleware'
import ApiIdentityMiddleware from '#identity/middleware/api_identity_middleware'
import ApiRateLimitMiddleware from '#identity/middleware/api_rate_limit_middleware'
import { ApiCalls } from '#tenancy/quotas/api_calls'
import ApiQuotaMiddleware from '#tenancy/quotas/api_quota_middleware'

const { container } = app

container.singleton(ApiLimits, async (resolver) => new ApiLimits(await resolver.make(RequestLimits), await resolver.make(Settings)))
container.singleton(HttpMetricsMiddleware, async (resolver) => new HttpMetricsMiddleware(await resolver.make(Metrics)))
container.singleton(CorsMiddleware, async (resolver) => new CorsMiddleware(await resolver.make(Settings), await resolver.make(Cors)))
container.singleton(AssetsMiddleware, async (resolver) => new AssetsMiddleware(await resolver.make(Static)))
container.singleton(BodyMiddleware, async (resolver) => new BodyMiddleware(await resolver.make(BodyParser)))
container.singleton(ApiAddressLimitMiddleware, async (resolver) => new ApiAddressLimitMiddleware(await resolver.make(ApiLimits)))
container.singleton(ApiIdentityMiddleware, async (resolver) => new ApiIdentityMiddleware(await resolver.make(AccessTokens)))
container.singleton(ApiRateLimitMiddleware, async (resolver) => new ApiRateLimitMiddleware(await resolver.make(ApiLimits)))
container.singleton(ApiQuotaMiddleware, async (resolver) => new ApiQuotaMiddleware(await resolver.make(ApiCalls)))
