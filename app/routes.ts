import { index, layout, type RouteConfig, route } from "@remix-run/route-config";

/*
 * The one map of every address, grouped by who asks. The access tests walk it: a route without a rule in
 * e2e/intruders/access-rules.ts fails.
 */
export default [
	// Anyone.
	layout("routes/public/layout.tsx", [
		index("routes/public/home.tsx"),
		route("assess", "routes/public/assess.tsx"),
		route("assess/complete", "routes/public/assess-complete.tsx"),
		route("assess/:number", "routes/public/assess-question.tsx"),
		route("assess/result/:id", "routes/public/assess-result.tsx"),
		route("check", "routes/public/check.tsx"),
		route("check/result", "routes/public/check-result.tsx"),
		route("how-counted", "routes/public/how-counted.tsx"),
		route("personal-data", "routes/public/personal-data.tsx"),
		route("verify", "routes/public/verify.tsx"),
		route("verify/:code", "routes/public/verify-code.tsx"),
		route("sign-up", "routes/public/sign-up.tsx"),
		route("sign-in", "routes/public/sign-in.tsx"),
		route("sign-in/second-factor", "routes/public/sign-in-second-factor.tsx"),
		route("forgot-password", "routes/public/forgot-password.tsx"),
		route("reset-password", "routes/public/reset-password.tsx"),
		route("verify-email", "routes/public/verify-email.tsx"),
		route("account/second-factor", "routes/public/account-second-factor.tsx"),
		route("*", "routes/public/not-found.tsx"),
	]),
	// People of a business.
	layout("routes/business/layout.tsx", [
		route("business", "routes/business/overview.tsx"),
		route("business/registration", "routes/business/registration.tsx"),
		route("business/figures", "routes/business/figures.tsx"),
		route("business/groups", "routes/business/groups.tsx"),
		route("business/bank-account", "routes/business/bank-account.tsx"),
		route("assessments", "routes/business/assessments.tsx"),
		route("documents", "routes/business/documents.tsx"),
		route("applications", "routes/business/applications.tsx"),
		route("applications/new", "routes/business/application-new.tsx"),
		route("applications/:reference", "routes/business/application.tsx"),
		route("applications/:reference/channel", "routes/business/application-channel.tsx"),
		route("applications/:reference/lines", "routes/business/application-lines.tsx"),
		route("applications/:reference/documents", "routes/business/application-documents.tsx"),
		route("applications/:reference/check", "routes/business/application-check.tsx"),
		route("applications/:reference/submit", "routes/business/application-submit.tsx"),
		route("applications/:reference/receipt", "routes/business/application-receipt.tsx"),
		route("applications/:reference/withdraw", "routes/business/application-withdraw.tsx"),
		route("applications/:reference/messages", "routes/business/application-messages.tsx"),
		route("applications/:reference/agreement", "routes/business/application-agreement.tsx"),
		route("applications/:reference/agreement/extension", "routes/business/application-agreement-extension.tsx"),
	]),
	// People of an association.
	layout("routes/association/layout.tsx", [
		route("review", "routes/association/queue.tsx"),
		route("review/:reference", "routes/association/case.tsx"),
		route("review/:reference/declaration", "routes/association/declaration.tsx"),
		route("review/:reference/decision", "routes/association/decision.tsx"),
		route("review/:reference/messages", "routes/association/case-messages.tsx"),
		route("association", "routes/association/association.tsx"),
		route("association/applications/:reference/cancel", "routes/association/cancel.tsx"),
	]),
	// City staff.
	layout("routes/city/layout.tsx", [
		route("city/report", "routes/city/report.tsx"),
		route("city/certificates/:code/withdraw", "routes/city/certificate-withdraw.tsx"),
		route("audit", "routes/city/audit.tsx"),
		route("admin/people", "routes/city/people.tsx"),
		route("admin/people/:grantId/revoke", "routes/city/people-revoke.tsx"),
	]),
	// Files and switches.
	route("files/review/:id", "routes/resources/review-document.tsx"),
	route("files/agreements/:reference", "routes/resources/agreement-document.tsx"),
	route("files/applications/:documentId", "routes/resources/application-document.tsx"),
	route("certificates/:code.pdf", "routes/resources/certificate-pdf.tsx"),
	route("city/report.csv", "routes/resources/report-csv.tsx"),
	route("city/report.xlsx", "routes/resources/report-xlsx.tsx"),
	route("language/:locale", "routes/resources/language.tsx"),
	route("appearance", "routes/resources/appearance.tsx"),
	route("sign-out", "routes/resources/sign-out.tsx"),
	route("dev/mailbox", "routes/resources/dev-mailbox.tsx"),
	route("dev/mailbox/:id", "routes/resources/dev-mail.tsx"),
	route("dev/parts", "routes/resources/dev-parts.tsx"),
	route("home", "routes/resources/home-of-person.tsx"),
] satisfies RouteConfig;
