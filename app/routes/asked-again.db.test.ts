import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/house/access.ts";
import { now } from "#app/house/clock.server.ts";
import { makeBusiness } from "#testing/make-business.ts";
import { makeAssociation, makeStaff } from "#testing/makers.ts";
import { signedIn } from "#testing/signed-in.ts";
import { type TestHouse, testHouse } from "#testing/test-house.ts";

/*
 * Where money is reserved, recorded or leaves, and where rights are given, the password or a code is asked for again: an
 * open desk or a stolen phone does none of it. Every route that does anything stands here; a new one has to be placed.
 */

const modules = import.meta.glob<{ action?: (args: unknown) => Promise<unknown> }>("./**/*.tsx");

type Who = "owner" | "reviewer" | "association_manager" | "finance_officer" | "programme_officer" | "administrator";

/** What reserves, records, pays or gives back money, and what gives rights: by whom. */
const askedAgain: Record<string, Who> = {
	// Where the money of a business goes, and what it binds itself to or gives up.
	"business/bank-account": "owner",
	"business/claim-account": "owner",
	"business/claim-correct-account": "owner",
	"business/claim-stripe": "owner",
	"business/claim-stripe-continue": "owner",
	"business/application-agreement": "owner",
	"business/application-agreement-give-up": "owner",
	"business/claims-end": "owner",
	// The envelope is drawn on, a claim becomes payable, or what was promised is given back.
	"association/decision": "reviewer",
	"association/claim-answer": "reviewer",
	"association/cancel": "association_manager",
	"association/claims-end": "association_manager",
	// The budget.
	"city/budget-confirm": "programme_officer",
	"city/closing-confirm": "programme_officer",
	// Every legal clock follows the working days.
	"city/holiday-confirm": "programme_officer",
	"city/stop": "programme_officer",
	// Payments, what the bank and Stripe say of them, and what is paid back.
	"city/bank-answer": "finance_officer",
	"city/bank-answer-columns": "finance_officer",
	"city/bank-answer-task": "finance_officer",
	"city/batch-day": "finance_officer",
	"city/batch-export": "finance_officer",
	"city/batch-release": "finance_officer",
	"city/correction-confirm": "finance_officer",
	"city/payment-answer": "finance_officer",
	"city/payment-ask-stripe": "finance_officer",
	"city/payment-day": "finance_officer",
	"city/payment-reschedule": "finance_officer",
	"city/recovery-confirm": "finance_officer",
	"city/recovery-decision": "finance_officer",
	"city/recovery-proposal": "finance_officer",
	"city/recovery-receipt": "finance_officer",
	"city/stripe-account": "finance_officer",
	// Rights, and the account itself.
	"city/people": "administrator",
	"city/people-proposal-confirm": "administrator",
	"city/person-reopen": "administrator",
	"city/person-reset-factor": "administrator",
	"account/backup-codes": "owner",
	"account/email": "owner",
	"account/second-factor-change": "owner",
	"account/second-factor-new-phone": "owner",
	"account/second-factor-off": "owner",
};

/** What does none of that, by why not. */
const notAsked: Record<string, readonly string[]> = {
	"another person decides on it, who is asked": [
		...[
			"application-advance",
			"application-new",
			"application-submit",
			"claim-advance",
			"claim-new",
			"claim-submit",
		].map((name) => `business/${name}`),
		...["recovery-answer", "recovery-instalments", "application-agreement-extension"].map((name) => `business/${name}`),
		...[
			"budget-new",
			"closing-new",
			"correction-new",
			"finance",
			"finance-answers",
			"recovery-new",
			"working-days-new",
		].map((name) => `city/${name}`),
	],
	"it is prepared, said or found, and no money moves": [
		...["channel", "documents", "lines", "messages", "agreement-provider"].map(
			(name) => `business/application-${name}`,
		),
		...["claim-costs", "claim-documents", "documents", "figures", "groups", "registration"].map(
			(name) => `business/${name}`,
		),
		...["case-messages", "declaration", "finding", "near-match", "take-up"].map((name) => `association/${name}`),
		...["audit", "finance-check", "mails", "person-remind"].map((name) => `city/${name}`),
		...["application-document", "claim-document", "claim-invoice-file", "language", "vault-document"].map(
			(name) => `resources/${name}`,
		),
	],
	"it only takes back or stops what is under way": [
		...["application-withdraw", "claim-give-up"].map((name) => `business/${name}`),
		...["budget", "closing", "correction", "holiday", "people-proposal"].flatMap((name) => [
			`city/${name}-decline`,
			`city/${name}-withdraw`,
		]),
		...["certificate-withdraw", "payment-take-out", "people-revoke", "person-sessions", "person-suspend"].map(
			(name) => `city/${name}`,
		),
		...["email-cancel", "email-keep", "session-end", "sessions-end-others"].map((name) => `account/${name}`),
	],
	"the business pays its own money, on a page of Stripe": [
		"business/application-own-share",
		"business/own-share-continue",
	],
	"who acts shows a password, a code or a mailed link with it": [
		"account/password",
		...["account-confirm", "account-second-factor", "forgot-password", "provider-account", "provider-agreement"].map(
			(name) => `public/${name}`,
		),
		...["reset-password", "second-factor-reset", "sign-in", "sign-in-second-factor", "sign-up", "verify-email"].map(
			(name) => `public/${name}`,
		),
		"account/email-confirm",
		"webhooks/stripe",
	],
	"it is nobody's but the visitor's own": [
		...["assess", "assess-complete", "assess-question"].map((name) => `public/${name}`),
		...["appearance", "sign-out"].map((name) => `resources/${name}`),
		...["email-resend", "mails"].map((name) => `account/${name}`),
	],
};

let house: TestHouse;
const people: Partial<Record<Who, Actor>> = {};
beforeAll(async () => {
	house = await testHouse();
	const associationId = await makeAssociation(house.db);
	people.owner = (await makeBusiness(house.db)).owner;
	for (const role of ["reviewer", "association_manager"] as const) {
		people[role] = await makeStaff(house.db, role, associationId);
	}
	for (const role of ["finance_officer", "programme_officer", "administrator"] as const) {
		people[role] = await makeStaff(house.db, role);
	}
});
afterAll(() => house.close());

/** What a route answers to a form of somebody who showed their password then. */
async function post(route: string, who: Who, signedInAt: Date): Promise<unknown> {
	const { action } = (await modules[`./${route}.tsx`]?.()) ?? {};
	if (!action) throw new Error(`${route} does nothing`);
	const Cookie = await signedIn(house.db, people[who] as Actor, signedInAt);
	const body = new URLSearchParams({ note: "typed", reasons: "typed" });
	const request = new Request("http://localhost/its-page", { method: "POST", headers: { Cookie }, body });
	const params = { reference: "X-1", id: "1", account: "acct_1", personId: "x", proposalId: "x", recovery: "x" };
	return action({ request, params, context: {} }).catch((thrown: unknown) => thrown);
}

test("every route that does something is placed, once", async () => {
	const withAction: string[] = [];
	for (const [file, load] of Object.entries(modules)) {
		if ((await load()).action) withAction.push(file.replace(/^\.\/(.*)\.tsx$/, "$1"));
	}
	const placed = [...Object.keys(askedAgain), ...Object.values(notAsked).flat()];
	expect(placed.toSorted()).toEqual(withAction.toSorted());
}, 120_000);

test.each(Object.entries(askedAgain))("%s asks again, and keeps what was typed", async (route, who) => {
	const long = new Date(now().getTime() - 16 * 60_000);
	const answer = await post(route, who, long);
	expect(answer).toBeInstanceOf(Response);
	const { status, headers } = answer as Response;
	expect(status).toBe(303);
	expect(headers.get("Location")).toMatch(/^\/account\/confirm\?to=%2Fits-page&kept=[\w-]{36}$/);
	// Who has just signed in is not asked.
	const recent = await post(route, who, now());
	if (recent instanceof Response) expect(recent.headers.get("Location") ?? "").not.toContain("/account/confirm");
});
