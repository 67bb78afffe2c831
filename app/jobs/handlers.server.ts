import { settleOwnShare } from "#app/disbursement/own-share/settle-own-share.server.ts";
import { followEvent } from "#app/disbursement/stripe/receive-event.server.ts";
import { settlePayment } from "#app/disbursement/stripe/settle-payment.server.ts";
import { requireStripe } from "#app/disbursement/stripe-api/client.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import type { JobHandlers } from "#app/house/jobs.ts";
import { answerResetAsked } from "#app/identity/passwords/reset-password.server.ts";
import { closeYear } from "#app/year-closing/close-year.server.ts";
import { lapseAndTell, remindOfAgreement, tellOfAgreement } from "./agreement.server.ts";
import { mailCode, mailProvider, tellOfAddress, tellOfDecline } from "./agreement-providers.server.ts";
import { followCancellation, followEndOfClaims, tellOfCompletion } from "./application-closed.server.ts";
import { tellOfSubmission, tellOfWithdrawal } from "./application-submitted.server.ts";
import { checkBooksNightly } from "./books.server.ts";
import { certifyAndTell } from "./certificate-issue.server.ts";
import { followApproval, tellOfChangesRequested, tellOfRecommendation, tellOfRejection } from "./decision.server.ts";
import { forgetSecrets } from "./forget-secrets.server.ts";
import { mailAboutIdentity, tellOfAccount } from "./identity-mail.server.ts";
import { tellOfMessage } from "./message-written.server.ts";
import { tellOfClaim, tellOfClaimAnswer, tellOfPayment } from "./money.server.ts";
import { tellOfTakenShare } from "./own-share-taken.server.ts";
import { tellPayee } from "./payee-named.server.ts";
import { tellOfStop, tellOfStopDecision } from "./payment-stop.server.ts";
import { lapseNightly, remindOfFactor, sendResetLink, tellOfPeople } from "./people.server.ts";
import { tellOfSilence } from "./provider-silence.server.ts";
import { remindOfRecoveries, tellOfRecovery } from "./recovery.server.ts";
import { sendIfDue } from "./remind.server.ts";
import { resumeNightly } from "./resume.server.ts";
import { mailProviderForm, reconcileNightly } from "./stripe.server.ts";
import { tidyFiles } from "./unused-files.server.ts";

/** One line a job; the handlers stand in files by what they follow. Each may run late, or twice. */
export const handlers: JobHandlers = {
	"mail.send": sendIfDue,
	"identity.mail": mailAboutIdentity,
	"identity.reset-asked": answerResetAsked,
	"identity.notice": tellOfAccount,
	"people.changed": tellOfPeople,
	"people.reset-link": sendResetLink,
	"people.remind-factor": remindOfFactor,
	"people.lapse": lapseNightly,
	"application.submitted": tellOfSubmission,
	"application.changes-requested": tellOfChangesRequested,
	"application.recommended": tellOfRecommendation,
	"application.approved": followApproval,
	"application.rejected": tellOfRejection,
	"application.withdrawn": tellOfWithdrawal,
	"application.cancelled": followCancellation,
	"application.completed": tellOfCompletion,
	"agreement.accepted": tellOfAgreement,
	"agreement.ask-provider": mailProvider,
	"agreement.mail-code": mailCode,
	"agreement.provider-declined": tellOfDecline,
	"agreement.provider-address-changed": tellOfAddress,
	"agreement.silent-providers": tellOfSilence,
	"agreement.lapse": lapseAndTell,
	"agreement.remind": remindOfAgreement,
	"year.close": ({ closingId }, now) => closeYear(systemContext("year.close", now), { closingId }),
	"claim.payee-named": tellPayee,
	"claim.submitted": tellOfClaim,
	"claim.answered": tellOfClaimAnswer,
	"claims.ended": followEndOfClaims,
	"payments.stopped": tellOfStop,
	"payments.decided": tellOfStopDecision,
	"disbursement.changed": tellOfPayment,
	"certificate.issue": certifyAndTell,
	"message.written": tellOfMessage,
	"recovery.changed": tellOfRecovery,
	"recovery.remind": remindOfRecoveries,
	"own-share.settle": ({ ownShareId }, now) =>
		settleOwnShare(systemContext("Stripe", now), requireStripe(), ownShareId),
	"own-share.taken": tellOfTakenShare,
	"stripe.settle": ({ disbursementId }, now) =>
		settlePayment(systemContext("Stripe", now), requireStripe(), disbursementId),
	"stripe.event": ({ eventId }, now) => followEvent(systemContext("Stripe", now), { eventId }, requireStripe()),
	"stripe.mail-form": mailProviderForm,
	"stripe.reconcile": reconcileNightly,
	"books.check": checkBooksNightly,
	"work.resume": resumeNightly,
	"secrets.forget": forgetSecrets,
	"files.tidy": tidyFiles,
};
