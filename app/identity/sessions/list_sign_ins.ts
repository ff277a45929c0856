import db from '@adonisjs/lucid/services/db'
import { descending, keysetPage, type Page } from '#core/http/keyset'
import { networkOf } from '#identity/network_of'
import { deviceName } from '#identity/sessions/device_name'
import { PANEL_AUDIENCE } from '#identity/sessions/panel_sign_ins'

type Row = {
  id: string
  audience: string
  user_agent: string | null
  ip: string | null
  methods: string[]
  created_at: Date
  last_used_at: Date
}

/** A live sign-in, of a panel or of a program. */
type LiveSignIn = {
  id: string
  kind: 'panel' | 'api'
  device: string | null
  network: string | null
  methods: string[]
  signed_in_at: string
  last_seen_at: string
  is_current: boolean
}

type SignInsWanted = { userId: string; currentId: string | null; limit: number; cursor?: string | null }

/** Idle sessions end by themselves (config/session.ts), refresh tokens after thirty days. */
const IS_LIVE = `revoked_at is null and last_used_at > now() - case audience when '${PANEL_AUDIENCE}' then interval '12 hours' else interval '30 days' end`

/** Where somebody is signed in, the last used first. */
export async function listLiveSignIns({ userId, currentId, limit, cursor }: SignInsWanted): Promise<Page<LiveSignIn>> {
  const query = db
    .from('refresh_families')
    .where('user_id', userId)
    .whereRaw(IS_LIVE)
    .select('id', 'audience', 'user_agent', db.raw('host(last_ip) as ip'), 'methods', 'created_at', 'last_used_at')
  const sort = descending('last_used_at', 'id')
  const { data, meta } = await keysetPage<Row>(query, { sort, limit, cursor })
  return { data: data.map((row) => shown(row, currentId)), meta }
}

const shown = (row: Row, currentId: string | null): LiveSignIn => ({
  id: row.id,
  kind: row.audience === PANEL_AUDIENCE ? 'panel' : 'api',
  device: deviceName(row.user_agent),
  network: row.ip && networkOf(row.ip),
  methods: row.methods,
  signed_in_at: row.created_at.toISOString(),
  last_seen_at: row.last_used_at.toISOString(),
  is_current: row.id === currentId,
})
