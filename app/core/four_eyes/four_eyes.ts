import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { findFourEyesAct } from '#core/modules'
import { sqlRows, sqlRun } from '#core/database/sql'
import { inTransaction } from '#core/database/in_transaction'
import { isUniqueViolation } from '#core/database/unique_violation'
import { AlreadyProposed, ProposalClosed, ProposalNotFound, SecondPersonRequired } from '#core/four_eyes/exceptions'
import type { Actor } from '#core/actor'
import type { FourEyesAct, FourEyesDeclaration, Proposal } from '#core/four_eyes/four_eyes_act'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type NewProposal = {
  actor: Actor
  kind: string
  subject: { type: string; id: string; label: string }
  payload: Record<string, unknown>
  reason: string
}
export type ProposalDecision = { actor: Actor; proposalId: string; note?: string | null }

/**
 * Acts that need two people: one proposes, another confirms before the proposal runs out, and only then does it happen.
 * Proposal, decision and act each leave an audit row. Who proposed and whom it concerns can never confirm; the table
 * refuses the former, too. Callers ask their policies first: this class knows people, not rights.
 */
@inject()
export class FourEyes {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  /** Proposes an act. Throws `AlreadyProposed` while the same waits. A system actor proposes for the platform: anybody may confirm. */
  async propose(input: NewProposal, client?: TransactionClientContract): Promise<string> {
    const { hours } = declarationOf(input.kind)
    const { actor, kind, subject, payload, reason } = input
    const proposal = {
      ...{ id: newId(), kind, subject_type: subject.type, subject_id: subject.id, subject_label: subject.label, reason },
      payload: JSON.stringify(payload),
      ...{ proposed_by: actor.userId, proposed_label: actor.label, expires_at: Clock.now().plus({ hours }).toJSDate() },
    }
    return inTransaction(client, async (trx) => {
      await sqlRun(
        trx,
        `update proposals set status = 'expired', decided_at = now()
          where status = 'open' and expires_at <= ? and kind = ? and subject_type = ? and subject_id = ?`,
        [Clock.now().toJSDate(), kind, subject.type, subject.id]
      )
      await trx
        .table('proposals')
        .insert(proposal)
        .catch((error) => {
          throw isUniqueViolation(error, 'proposals_once') ? new AlreadyProposed() : error
        })
      await this.#record(trx, { actor, act: 'proposed', proposal: { ...proposal, payload }, note: reason })
      return proposal.id
    })
  }

  /** Confirms and carries out, or neither. */
  async confirm({ actor, proposalId, note }: ProposalDecision): Promise<Proposal> {
    return db.transaction(async (trx) => {
      const proposal = await lockOpen(trx, proposalId)
      const isTheirs = proposal.proposed_by === actor.userId || (proposal.subject_type === 'user' && proposal.subject_id === actor.userId)
      if (!actor.userId || isTheirs) throw new SecondPersonRequired()
      const { default: Act } = await declarationOf(proposal.kind).load()
      const act = (await app.container.make(Act)) as FourEyesAct
      await act.carryOut(trx, { proposal, actor, note: note ?? null })
      return this.#decide(trx, { proposal, actor, status: 'confirmed', note })
    })
  }

  /** Turns a proposal down; by who proposed it, it is withdrawn. */
  async reject({ actor, proposalId, note }: ProposalDecision): Promise<Proposal> {
    return db.transaction(async (trx) => {
      const proposal = await lockOpen(trx, proposalId)
      const status = proposal.proposed_by === actor.userId ? 'withdrawn' : 'rejected'
      return this.#decide(trx, { proposal, actor, status, note })
    })
  }

  async #decide(
    trx: TransactionClientContract,
    {
      proposal,
      actor,
      status,
      note,
    }: { proposal: Proposal; actor: Actor; status: 'confirmed' | 'rejected' | 'withdrawn'; note?: string | null }
  ): Promise<Proposal> {
    const decided = {
      status,
      decided_by: actor.userId,
      decided_label: actor.label,
      decision_note: note ?? null,
      decided_at: Clock.now().toJSDate(),
    }
    await trx.from('proposals').where('id', proposal.id).update(decided)
    await this.#record(trx, { actor, act: status, proposal, note: note ?? proposal.reason })
    return { ...proposal, ...decided }
  }

  async #record(
    trx: TransactionClientContract,
    { actor, act, proposal, note }: { actor: Actor; act: string; proposal: Pick<Proposal, RecordedColumns>; note: string }
  ) {
    const { id, kind, subject_type: type, subject_id: subjectId, subject_label: label, payload } = proposal
    await this.audit.record(trx, {
      actor,
      action: `core.act_${act}`,
      target: { type, id: subjectId, label },
      reason: note,
      after: { proposal_id: id, kind, ...payload },
    })
    const event = { proposal_id: id, kind, subject_type: type, subject_id: subjectId, label }
    await this.outbox.record(trx, { name: `core.act_${act}.v1`, aggregateId: id, payload: event })
  }
}

type RecordedColumns = 'id' | 'kind' | 'subject_type' | 'subject_id' | 'subject_label' | 'payload'

async function lockOpen(trx: TransactionClientContract, id: string): Promise<Proposal> {
  const [proposal] = await sqlRows<Proposal>(trx, 'select * from proposals where id = ? for update', [id])
  if (!proposal) throw new ProposalNotFound()
  if (proposal.status !== 'open' || proposal.expires_at <= Clock.now().toJSDate()) throw new ProposalClosed()
  return proposal
}

function declarationOf(kind: string): FourEyesDeclaration {
  const declared = findFourEyesAct(kind)
  if (!declared) throw new Error(`No module says how ${kind} is confirmed`)
  return declared
}
