import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";

/** Every action that a command writes into the log, in words. */
const words: Record<string, typeof m.audit_did_application_submitted> = {
	"agreement.accepted": m.audit_did_agreement_accepted,
	"agreement.extended": m.audit_did_agreement_extended,
	"agreement.lapsed": m.audit_did_agreement_lapsed,
	"application.approved": m.audit_did_application_approved,
	"application.cancelled": m.audit_did_application_cancelled,
	"application.changes-requested": m.audit_did_application_changes_requested,
	"application.channel-saved": m.audit_did_application_channel_saved,
	"application.completed": m.audit_did_application_completed,
	"application.document-added": m.audit_did_application_document_added,
	"application.document-removed": m.audit_did_application_document_removed,
	"application.document-restored": m.audit_did_application_document_restored,
	"application.recommended": m.audit_did_application_recommended,
	"application.rejected": m.audit_did_application_rejected,
	"application.resubmitted": m.audit_did_application_resubmitted,
	"application.returned": m.audit_did_application_returned,
	"application.started": m.audit_did_application_started,
	"application.submitted": m.audit_did_application_submitted,
	"application.withdrawn": m.audit_did_application_withdrawn,
	"assessment.claimed": m.audit_did_assessment_claimed,
	"assessment.completed": m.audit_did_assessment_completed,
	"assessment.started": m.audit_did_assessment_started,
	"audit.checked": m.audit_did_audit_checked,
	"business.bank-account-saved": m.audit_did_business_bank_account_saved,
	"business.figures-saved": m.audit_did_business_figures_saved,
	"business.groups-saved": m.audit_did_business_groups_saved,
	"business.registered": m.audit_did_business_registered,
	"business.registration-changed": m.audit_did_business_registration_changed,
	"certificate.issued": m.audit_did_certificate_issued,
	"certificate.replaced": m.audit_did_certificate_replaced,
	"certificate.withdrawn": m.audit_did_certificate_withdrawn,
	"claim.document-added": m.audit_did_claim_document_added,
	"claim.document-removed": m.audit_did_claim_document_removed,
	"claim.payee-account-saved": m.audit_did_claim_payee_account_saved,
	"claim.refused": m.audit_did_claim_refused,
	"claim.returned": m.audit_did_claim_returned,
	"claim.started": m.audit_did_claim_started,
	"claim.submitted": m.audit_did_claim_submitted,
	"claim.verified": m.audit_did_claim_verified,
	"disbursement.batch-created": m.audit_did_disbursement_batch_created,
	"disbursement.batch-released": m.audit_did_disbursement_batch_released,
	"disbursement.batch-sent": m.audit_did_disbursement_batch_sent,
	"disbursement.list-exported": m.audit_did_disbursement_list_exported,
	"disbursement.failed": m.audit_did_disbursement_failed,
	"disbursement.paid": m.audit_did_disbursement_paid,
	"disbursement.rescheduled": m.audit_did_disbursement_rescheduled,
	"disbursement.unknown": m.audit_did_disbursement_unknown,
	"identity.role-granted": m.audit_did_identity_role_granted,
	"identity.role-revoked": m.audit_did_identity_role_revoked,
	"identity.signed-in": m.audit_did_identity_signed_in,
	"programme.created": m.audit_did_programme_created,
	"programme.envelope-allotted": m.audit_did_programme_envelope_allotted,
	"programme.version-published": m.audit_did_programme_version_published,
	"report.exported": m.audit_did_report_exported,
	"review.conflict-declared": m.audit_did_review_conflict_declared,
	"review.message-written": m.audit_did_review_message_written,
	"review.no-conflict-declared": m.audit_did_review_no_conflict_declared,
};

export const auditActions = Object.keys(words);

/** "Nộp hồ sơ". An action of another version of the program keeps its code. */
export function actionName(action: string, locale: Locale): string {
	return words[action]?.({}, { locale }) ?? action;
}
