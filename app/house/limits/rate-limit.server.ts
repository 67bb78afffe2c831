import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { perDatabase, pool } from "../database.server.ts";
import { Refusal } from "../refusal.ts";
import { networkOfVisitor } from "./network.server.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const limits = {
	/** Tries of a password or a code from a browser that the person has signed in with before. */
	"known-browser": { points: 10, duration: 15 * MINUTE },
	/** The same inside a session, where a password or code is asked for again. */
	session: { points: 10, duration: 15 * MINUTE },
	/** Tries for one account from all browsers that it does not know: few at once, and few on a day. */
	account: { points: 10, duration: 15 * MINUTE },
	"account-day": { points: 40, duration: DAY },
	/** Whole sign-ins of one account: far more than a person needs, and no flood of hashes and of lines in the log. */
	"sign-ins": { points: 30, duration: 15 * MINUTE },
	/** Tries from one network, whatever the account. Right ones are not counted, so that an office signs in at eight. */
	network: { points: 20, duration: 15 * MINUTE },
	"network-day": { points: 100, duration: DAY },
	/** From all networks of one site and of one carrier, so that what one stranger can rent is never all there is. */
	site: { points: 100, duration: 15 * MINUTE },
	carrier: { points: 400, duration: 15 * MINUTE },
	/** Tries from everywhere: what many networks can do together. */
	overall: { points: 1_000, duration: 15 * MINUTE },
	/** The first ten tries of each site, which no count of others refuses but these: one needs a hundred sites of a carrier for that. */
	"carrier-early": { points: 1_000, duration: 15 * MINUTE },
	"overall-early": { points: 10_000, duration: 15 * MINUTE },
	/** Mails that one browser, one network for one address, everybody for one address, one network and all can cause. */
	"mail-browser": { points: 5, duration: HOUR },
	"mail-visitor": { points: 5, duration: HOUR },
	"mail-address": { points: 10, duration: HOUR },
	/** To one address by who asks for the first time: those who asked before have used up nothing of it. */
	"mail-address-early": { points: 60, duration: HOUR },
	"mail-network": { points: 20, duration: HOUR },
	"mail-site": { points: 60, duration: HOUR },
	"mail-carrier": { points: 200, duration: HOUR },
	/** The first ten mails of a site, which no count of others refuses but those of such mails. */
	"mail-early": { points: 10, duration: HOUR },
	"mail-carrier-early": { points: 1_000, duration: HOUR },
	"mail-overall-early": { points: 5_000, duration: HOUR },
	/** Mails that a signed-in person can cause. */
	"mail-person": { points: 5, duration: HOUR },
	"mail-overall": { points: 500, duration: HOUR },
	/** Links to a new password for one address: who asks again meanwhile is helped by the mail that was sent. */
	"reset-mail": { points: 1, duration: 10 * MINUTE },
	/** Choices of mails, and new backup codes, of one person. */
	"mail-choice": { points: 60, duration: DAY },
	"backup-codes": { points: 30, duration: DAY },
	/** Codes that are mailed to one provider to answer an agreement with. */
	"provider-code": { points: 5, duration: HOUR },
	/** Addresses of Stripe's own form that one account's holder may ask for: each asks Stripe. */
	"stripe-form": { points: 30, duration: HOUR },
	/** Forms that are kept for one session that had ended. */
	"kept-form": { points: 10, duration: HOUR },
	/** And for one person, who may have many sessions: each is up to 64 KB for a day. */
	"kept-form-person": { points: 60, duration: DAY },
	/** Files with malware of one person that the audit log tells of. */
	"infected-file": { points: 20, duration: DAY },
	/** Savings of a business's registration: enough to put every mistake right, too few to go through the tax codes. */
	registration: { points: 30, duration: DAY },
	/** What a person submits or withdraws, and writes: each is a mail to every reviewer of an association. */
	submission: { points: 30, duration: DAY },
	message: { points: 30, duration: DAY },
	/** A reviewer answers many businesses. */
	"message-staff": { points: 200, duration: DAY },
	/** Invoices of one person that are read and then not kept: each takes time of the server. */
	"invoice-read": { points: 60, duration: DAY },
	/** Accounts for money that a business saves: all stay, as each is compared with those of providers. */
	"bank-account": { points: 20, duration: DAY },
	/** Figures and groups of a business, each a line of the log. */
	figures: { points: 100, duration: DAY },
	/** Codes that one network, and one site, may look up. */
	verify: { points: 60, duration: MINUTE },
	"verify-site": { points: 300, duration: MINUTE },
	/** Questionnaires started from one network: a training room full of businesses, but not a flood; and from one site. */
	assess: { points: 600, duration: HOUR },
	"assess-site": { points: 1_200, duration: HOUR },
	/** Documents that are made for visitors of one network: each takes a tenth of a second of a processor; and of one site. */
	document: { points: 60, duration: 10 * MINUTE },
	"document-site": { points: 120, duration: 10 * MINUTE },
	/** Results and receipts that are made for one person. */
	"document-person": { points: 12, duration: 10 * MINUTE },
	/** Agreements that are not in force yet, made for one reader: whoever reviews reads several in a row. */
	"agreement-person": { points: 30, duration: 10 * MINUTE },
} as const;

export type RateName = keyof typeof limits;

/** What one more try came to. */
export type Counted = {
	allowed: boolean;
	/** Tries in the running time, with this one. */
	count: number;
	/** The first that was refused: told once in the log, however many follow. */
	firstRefused: boolean;
	/** Until the tries are forgotten, rounded up. */
	minutes: number;
};

const limiters = perDatabase(() => new Map<string, RateLimiterPostgres>());

function limiterFor(name: RateName): RateLimiterPostgres {
	const known = limiters().get(name);
	if (known) return known;
	const limiter = new RateLimiterPostgres({
		storeClient: pool,
		storeType: "pool",
		tableName: "rate_limit",
		tableCreated: true,
		keyPrefix: name,
		...limits[name],
	});
	limiters().set(name, limiter);
	return limiter;
}

function countedOf(name: RateName, result: RateLimiterRes, allowed: boolean): Counted {
	return {
		allowed,
		count: result.consumedPoints,
		firstRefused: result.consumedPoints === limits[name].points + 1,
		minutes: Math.max(1, Math.ceil(result.msBeforeNext / 60_000)),
	};
}

/** Counts one more try of the key, in one statement of the database: so for all servers together. */
export async function countRate(name: RateName, key: string): Promise<Counted> {
	try {
		return countedOf(name, await limiterFor(name).consume(key.toLowerCase()), true);
	} catch (refused) {
		if (!(refused instanceof RateLimiterRes)) throw refused;
		return countedOf(name, refused, false);
	}
}

/** What one more try would come to, without counting it. */
export async function lookAtRate(name: RateName, key: string): Promise<Counted> {
	const found = await limiterFor(name).get(key.toLowerCase());
	if (!found) return { allowed: true, count: 0, firstRefused: false, minutes: 1 };
	return { ...countedOf(name, found, found.consumedPoints < limits[name].points), firstRefused: false };
}

/** @throws Refusal `house_refusal_too_many_tries` once the key has used up its tries. */
export async function limitRate(name: RateName, key: string): Promise<void> {
	const { allowed, minutes } = await countRate(name, key);
	if (!allowed) throw new Refusal("house_refusal_too_many_tries", { minutes });
}

/** The same for the visitor's network, and for the site that it is part of. */
export async function limitVisitor(name: "verify" | "assess" | "document"): Promise<void> {
	await limitRate(name, networkOfVisitor(64));
	await limitRate(`${name}-site`, networkOfVisitor(48));
}

/** Takes one try back, that turned out not to be one. */
export async function giveRateBack(name: RateName, key: string): Promise<void> {
	await limiterFor(name).reward(key.toLowerCase());
}

/** Forgets the tries of a key, after a right password. */
export async function forgiveRate(name: RateName, key: string): Promise<void> {
	await limiterFor(name).delete(key.toLowerCase());
}
