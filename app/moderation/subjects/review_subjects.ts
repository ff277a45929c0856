import { inject } from '@adonisjs/core'
import { DoubtedVersionSubject } from '#moderation/subjects/doubted_version_subject'
import { PluginReviewSubject } from '#moderation/subjects/plugin_review_subject'
import { PluginVersionSubject } from '#moderation/subjects/plugin_version_subject'
import { ProductSubject } from '#moderation/subjects/product_subject'
import { PurchaseSubject } from '#moderation/subjects/purchase_subject'
import { ReportSubjects } from '#moderation/subjects/report_subjects'
import { PluginAppealSubject } from '#moderation/subjects/plugin_appeal_subject'
import { SellerVerificationSubject } from '#moderation/subjects/seller_verification_subject'
import { StandingAppealSubject } from '#moderation/subjects/standing_appeal_subject'
import type { ReviewSubject } from '#moderation/subjects/review_subject'

/** Every kind of thing the queue knows. A new one is a line here. */
@inject()
export class ReviewSubjects {
  readonly #subjects: ReadonlyMap<string, ReviewSubject>

  constructor(
    versions: PluginVersionSubject,
    doubted: DoubtedVersionSubject,
    reviews: PluginReviewSubject,
    reports: ReportSubjects,
    appeals: PluginAppealSubject,
    purchases: PurchaseSubject,
    standing: StandingAppealSubject,
    products: ProductSubject,
    sellers: SellerVerificationSubject
  ) {
    const all: ReviewSubject[] = [versions, doubted, reviews, ...reports.all, appeals, standing, purchases, products, sellers]
    this.#subjects = new Map(all.map((subject) => [subject.type, subject]))
  }

  /** Every kind of thing there is. */
  get types(): string[] {
    return [...this.#subjects.keys()]
  }

  of(type: string): ReviewSubject {
    const subject = this.#subjects.get(type)
    if (!subject) throw new Error(`Nobody knows how to review a ${type}`)
    return subject
  }
}
