import { sql } from "kysely";
import { openOwnShare } from "#app/disbursement/own-share/open-own-share.server.ts";
import type { Actor } from "#app/house/access.ts";
import { enqueue } from "#app/house/enqueue.server.ts";
import { readHolidays } from "#app/house/holidays.server.ts";
import { assert } from "#app/kernel/assert.ts";
import { yearOf } from "#app/kernel/plain-date.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { applicationStory } from "./application-story.server.ts";
import { demoDesk } from "./associations.ts";
import { type BudgetDesk, closingStory, pendingBudgetStory, thisYearsBudgetStory } from "./budget-story.server.ts";
import { addBusiness, type DemoBusiness, demoTaxCode } from "./businesses.server.ts";
import { type Calendar, calendarOf } from "./calendar.ts";
import { type Cast, contextAt, type Ending } from "./cast.ts";
import { leaveCorrectionOpen } from "./correction-story.server.ts";
import { financeStory } from "./finance-story.server.ts";
import { inventedStripe } from "./invented-stripe.server.ts";
import { providers } from "./names.ts";
import { quotationPdf } from "./papers/quotation.ts";
import { leaveInVault } from "./papers/vault-story.server.ts";
import { peopleStory } from "./people-story.server.ts";
import { pilotStory } from "./pilot-story.server.ts";
import { plansOf } from "./plan/plans.ts";
import { queuedBusinesses, queuedPlans } from "./plan/queue-plans.ts";
import { setProgrammes } from "./programmes.server.ts";
import { type Random, randomFrom } from "./random.ts";
import { draftedRecovery, recoveryInParts, settledRecovery } from "./recovery-story.server.ts";
import { type DemoAccount, type Stage, setAssociations, setPeople } from "./stage.server.ts";
import { leavePaymentsStopped } from "./stop-story.server.ts";
import { play, type Story } from "./theatre.ts";

const BUSINESSES = 78;

/** Each sixth is a member of the desk that the demo lets in, which shows small ones, and one that asks for more. */
const EACH_AT_DESK = 6;
const SMALL_AT_DESK = 10;
const MEDIUM_AT_DESK = 2;

function sizeOf(random: Random): DemoBusiness["size"] {
	const dice = random.next();
	if (dice < 0.4) return "micro";
	if (dice < 0.82) return "small";
	return dice < 0.96 ? "medium" : "larger";
}

/** Those whose applications fill the queue: drawn apart, so that the other stories stay the same. */
async function setQueuedBusinesses(db: Database, calendar: Calendar): Promise<DemoBusiness[]> {
	const random = randomFrom(20_261_129);
	const businesses: DemoBusiness[] = [];
	for (const [at, plan] of queuedBusinesses.entries()) {
		const since = calendar.workingDaysAgo(30, random);
		businesses.push(await addBusiness(db, random, since, { index: BUSINESSES + at, ...plan }));
	}
	return businesses;
}

async function setBusinesses(db: Database, random: Random, calendar: Calendar, stage: Stage): Promise<DemoBusiness[]> {
	const businesses: DemoBusiness[] = [];
	for (let index = 0; index < BUSINESSES; index++) {
		const seat = index % EACH_AT_DESK === 0 ? index / EACH_AT_DESK : null;
		const own = index === 0 ? { owner: stage.actors.get("owner"), name: "Công ty TNHH Nội thất Mộc Lá Sen" } : {};
		const size = seat === MEDIUM_AT_DESK ? "medium" : seat !== null && seat < SMALL_AT_DESK ? "small" : sizeOf(random);
		const desk = seat === null ? {} : { associationId: demoDesk };
		const at = calendar.workingDaysAgo(505, random);
		businesses.push(await addBusiness(db, random, at, { index, size, ...desk, ...own }));
	}
	return businesses;
}

function withReviewer(stage: Stage, pair: [Actor, Actor] | undefined): [Actor, Actor] | undefined {
	return pair && [actorOf(stage, "reviewer"), pair[1]];
}

function actorOf(stage: Stage, role: string): Actor {
	const actor = stage.actors.get(role);
	if (!actor) throw new Error(`the demo has no ${role}`);
	return actor;
}

/** So that whoever tries the demo can be the provider: the mails of those who have not answered are written once it runs. */
async function mailWaitingProviders(db: Database, now: Date): Promise<void> {
	const waiting = await db
		.selectFrom("agreementParty")
		.innerJoin("application", "application.id", "agreementParty.applicationId")
		.select(["agreementParty.id as partyId", "askedAt"])
		.where("application.state", "=", "approved")
		.where("answer", "is", null)
		.execute();
	await inTransaction(db, async (trx) => {
		for (const { partyId, askedAt } of waiting) {
			const runAt = new Date(now.getTime() + 1_000);
			await enqueue(trx, "agreement.ask-provider", { partyId, askedAt: askedAt.toISOString() }, { runAt });
		}
	});
}

/**
 * Fills an empty database with the demo: one and the same play, whose two years are counted back from today in working
 * days. All of it goes through the commands of the product, at moments of the past.
 *
 * @param onMoment is told each moment to which the making has come, for somebody who waits.
 */
export async function makeDemo(
	db: Database,
	now: Date,
	onMoment: (at: Date) => void = () => undefined,
): Promise<DemoAccount[]> {
	const random = randomFrom(20_261_123);
	const calendar = calendarOf(now, await readHolidays(db));
	const year = yearOf(calendar.today);
	await setAssociations(db, year - 2, year + 1);
	const stage = await setPeople(db, random, calendar.workingDaysAgo(510, random));
	const officers: [Actor, Actor] = [actorOf(stage, "programme officer"), actorOf(stage, "second programme officer")];
	const budgetDesk: BudgetDesk = { db, calendar, random: randomFrom(996), officers };
	const programmes = await setProgrammes(budgetDesk);
	const businesses = await setBusinesses(db, random, calendar, stage);
	const quotations = new Map<string, Buffer>();
	for (const { name, serial } of providers) {
		quotations.set(name, await quotationPdf({ name, taxCode: demoTaxCode(serial).digits }));
	}
	const payments = new Map<string, Ending>();
	const pilotPayments = new Map<string, Ending>();
	const payOwnShare = (reference: string, now: Date) =>
		openOwnShare(contextAt({ db }, actorOf(stage, "owner"), now), { reference }, inventedStripe(now));
	const queued = await setQueuedBusinesses(db, calendar);
	const plans = [
		...plansOf(random, calendar, businesses, programmes),
		...queuedPlans(calendar, queued, programmes.now),
	];
	const stories = plans.map((plan, index): Story => {
		const pair = stage.reviewersOf.get(plan.business.associationId);
		// What fills the queue comes to the reviewer whom the demo lets in, at both desks.
		const reviewers = plan.submittedAgo === undefined ? pair : withReviewer(stage, pair);
		const manager = stage.managersOf.get(plan.business.associationId);
		if (!reviewers || !manager) throw new Error(`${plan.business.associationId} has no people`);
		const cast: Cast = {
			db,
			calendar,
			random: randomFrom(1_000 + index),
			quotations,
			...(plan.programmeId === programmes.pilot ? { payments: pilotPayments, payOwnShare } : { payments }),
			reviewers,
			manager,
			...plan,
		};
		return applicationStory(cast);
	});
	const payers: [Actor, Actor] = [actorOf(stage, "finance officer"), actorOf(stage, "second finance officer")];
	const startsAt = calendar.workingDaysAgo(480, random);
	const desk = { db, calendar, officers: payers, startsAt };
	stories.push(
		pilotStory({ ...desk, random: randomFrom(998), payments: pilotPayments, owner: actorOf(stage, "owner") }),
	);
	stories.push(await peopleStory({ db, calendar, random: randomFrom(995), stage }));
	stories.push(closingStory(budgetDesk, programmes));
	stories.push(thisYearsBudgetStory(budgetDesk, programmes), pendingBudgetStory(budgetDesk, programmes));
	const owners = new Map(businesses.map(({ id, owner }) => [id, owner]));
	const recovering = { db, calendar, officers: payers, owners, random: randomFrom(997) };
	stories.push(
		settledRecovery({ ...recovering, startsAt: calendar.workingDaysAgo(53, random) }),
		recoveryInParts({
			...recovering,
			startsAt: calendar.workingDaysAgo(34, random),
			businessId: businesses[0]?.id ?? "",
		}),
		draftedRecovery({ ...recovering, startsAt: calendar.workingDaysAgo(2, random) }),
	);
	const finance = financeStory({ ...desk, random: randomFrom(999), payments });
	const goOn = await play([...stories, finance], calendar, onMoment);
	assert(
		goOn.length === 1 && goOn[0] === finance,
		"every story of the demo but the finance desk's has come to its end",
	);
	await leaveCorrectionOpen({ ...desk, random: randomFrom(997) }, calendar.now);
	await leaveInVault({ db, calendar, owner: actorOf(stage, "owner") });
	await leavePaymentsStopped(db, actorOf(stage, "programme officer"), calendar.now);
	// The past's mails are not written and its jobs are done. What is to happen on a day to come still happens; a job for
	// at once was asked for at the database's own time, whatever day it was in the story.
	await sql`select graphile_worker.complete_jobs(array(
		select id from graphile_worker.jobs where run_at <= ${now} or run_at = created_at))`.execute(db);
	await mailWaitingProviders(db, now);
	return stage.accounts;
}
