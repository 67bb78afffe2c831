import { appendAudit } from "#app/audit/append.server.ts";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { networkOfVisitor } from "#app/house/limits/network.server.ts";
import {
	type Counted,
	countRate,
	forgiveRate,
	giveRateBack,
	lookAtRate,
	type RateName,
} from "#app/house/limits/rate-limit.server.ts";
import { Refusal, type RefusalCode } from "#app/house/refusal.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { knowsBrowser, readBrowser } from "./sessions/known-browser.server.ts";

/*
 * Tries of a password or a code, and mails that strangers can cause, are counted before anything costly is done. A browser
 * that the account knows has a count of its own, so that no stranger can use up its tries. All others share counts by
 * account, by network and over all (decision 023).
 */

export type TryKind = "password" | "code";
export type MailKind = "sign-up" | "reset" | "confirm";

type Person = { id: string; name: string };
type Limit = [name: RateName, key: string, refusal: RefusalCode];

/** Of a site in the time that tries are counted: an office, or the phones of one street, before a stranger in it is at work. */
const EARLY_TRIES = 10;

/** Only the first wrong tries of a quarter of an hour are told in the log, and the first that was refused. */
const TOLD_WRONG_TRIES = [1, 5];

async function isKnown(request: Request, person: Person | undefined): Promise<string | null> {
	const browser = readBrowser(request);
	return browser && person && (await knowsBrowser(db, person.id, browser)) ? browser : null;
}

async function tell(action: string, kind: TryKind | MailKind, about: Person | null, where: string): Promise<void> {
	const subject = about
		? { kind: "person", id: about.id, label: about.name }
		: { kind: "network", id: where, label: where };
	await inTransaction(db, (trx) =>
		appendAudit(trx, { actor: { visitor: true }, now: now() }, { action, subject, facts: { kind, network: where } }),
	);
}

/** Counts against each limit in turn; what a later one refuses stays counted, as it was tried. */
async function countAll(limits: Limit[], kind: TryKind | MailKind, person: Person | undefined): Promise<Counted[]> {
	const counted: Counted[] = [];
	for (const [name, key, refusal] of limits) {
		const one = await countRate(name, key);
		if (one.firstRefused) {
			const ofPerson = person && (name === "known-browser" || name.startsWith("account")) ? person : null;
			await tell("identity.tries-blocked", kind, ofPerson, networkOfVisitor(64));
		}
		if (!one.allowed) throw new Refusal(refusal, { minutes: one.minutes });
		counted.push(one);
	}
	return counted;
}

/** Asked before a hash is made; counted only once all was right. */
async function refuseMoreSignIns(key: string): Promise<void> {
	const { allowed, minutes } = await lookAtRate("sign-ins", key);
	if (!allowed) throw new Refusal("house_refusal_too_many_tries", { minutes });
}

/** A try that was let through; its outcome is told here once it is known. */
export type Try = {
	/** All was right: the account's own counts begin anew, and the shared ones take this one back. */
	right: () => Promise<void>;
	/** The password was right, and a code is still to be shown: only then are the tries of this account forgiven. */
	half: () => Promise<void>;
	/** It was wrong: stays counted. */
	wrong: () => Promise<void>;
	/** Nothing was tried in the end. */
	takeBack: () => Promise<void>;
};

/**
 * Counts one try of a password or a code at signing in. Tries of an address without an account count as others do.
 *
 * @param account the address of mail that was typed, or of the account.
 * @throws Refusal that says what to do, where there were too many.
 */
export async function countTry(
	request: Request,
	kind: TryKind,
	account: string,
	person: Person | undefined,
): Promise<Try> {
	const browser = await isKnown(request, person);
	const where = networkOfVisitor(64);
	const ownOf = (each: TryKind): Limit[] =>
		browser
			? [["known-browser", `${each}:${browser}:${person?.id}`, "house_refusal_too_many_tries"]]
			: [
					["account", `${each}:${account}`, "identity_refusal_account_tries"],
					["account-day", `${each}:${account}`, "identity_refusal_account_tries"],
				];
	const own = ownOf(kind);
	const near: Limit[] = browser
		? []
		: [
				["network", `${kind}:${where}`, "identity_refusal_network_tries"],
				["network-day", `${kind}:${where}`, "identity_refusal_network_tries"],
				["site", `${kind}:${networkOfVisitor(48)}`, "identity_refusal_network_tries"],
			];
	await refuseMoreSignIns(account);
	// The network first: whoever is stopped there uses up nothing of an account.
	const ofSite = (await countAll(near, kind, person)).at(-1);
	// A carrier is many people, and all together are everybody: what others tried never shuts out a site that has tried little.
	const isEarly = ofSite !== undefined && ofSite.count <= EARLY_TRIES;
	const carrierKey = `${kind}:${networkOfVisitor(32)}`;
	const carrier: Limit[] = browser
		? []
		: [[isEarly ? "carrier-early" : "carrier", carrierKey, "identity_refusal_network_tries"]];
	const overall: Limit[] = browser
		? []
		: [[isEarly ? "overall-early" : "overall", kind, "identity_refusal_overall_tries"]];
	await countAll(carrier, kind, person);
	const [counted] = await countAll(own, kind, person);
	await countAll(overall, kind, person);
	const shared = [...near, ...carrier, ...overall];
	const giveBack = (limits: Limit[]) => Promise.all(limits.map(([name, key]) => giveRateBack(name, key)));
	return {
		right: async () => {
			const forgiven = [...ownOf("password"), ...ownOf("code")];
			await Promise.all(forgiven.map(([name, key]) => forgiveRate(name, key)));
			await giveBack(shared);
			await countRate("sign-ins", account);
		},
		half: async () => {
			await giveBack(shared);
		},
		wrong: async () => {
			if (person && counted && TOLD_WRONG_TRIES.includes(counted.count)) {
				await tell("identity.sign-in-failed", kind, person, where);
			}
		},
		takeBack: async () => {
			await giveBack([...own, ...shared]);
		},
	};
}

/**
 * Counts one try of a password or a code inside a session, where it is asked for again.
 *
 * @throws Refusal where there were too many.
 */
export async function countTryInside(kind: TryKind, sessionId: string, person: Person): Promise<Omit<Try, "half">> {
	const whole = `inside:${person.id}`;
	await refuseMoreSignIns(whole);
	const own: Limit[] = [["session", sessionId, "house_refusal_too_many_tries"]];
	const [counted] = await countAll(own, kind, person);
	return {
		right: async () => {
			await forgiveRate("session", sessionId);
			await countRate("sign-ins", whole);
		},
		wrong: async () => {
			if (counted && TOLD_WRONG_TRIES.includes(counted.count)) {
				await tell("identity.confirm-failed", kind, person, networkOfVisitor(64));
			}
		},
		takeBack: () => giveRateBack("session", sessionId),
	};
}

/** Whose asking a mail answers, for the counts that all share: null for a browser that the account knows. */
export type MailOrigin = { carrier: string; isEarly: boolean } | null;

/**
 * Counts one mail that somebody asks for. Each kind has counts of its own, and so has each network for one address: a
 * stranger who asks for hers again and again does not stop her own asking. No answer depends on whether an address has an
 * account, nor does any later one: mails for a new password are counted by carrier and over all when they are sent.
 *
 * @throws Refusal that says what to do, where there were too many.
 */
export async function countMail(
	request: Request,
	kind: MailKind,
	address: string,
	person: Person | undefined,
): Promise<MailOrigin> {
	const browser = await isKnown(request, person);
	const where = networkOfVisitor(64);
	const own: Limit[] = browser
		? [["mail-browser", `${kind}:${browser}:${person?.id}`, "identity_refusal_mails"]]
		: [["mail-network", `${kind}:${where}`, "identity_refusal_mails_network"]];
	await countAll(own, kind, person);
	if (browser) return null;
	// Who asks for hers closes no way in that is left to her: resets are joined by `sendResetMail`.
	if (kind !== "reset") await countForAddress(kind, address, networkOfVisitor(48));
	const site = `${kind}:${networkOfVisitor(48)}`;
	await countAll([["mail-site", site, "identity_refusal_mails_network"]], kind, person);
	const origin = { carrier: networkOfVisitor(32), isEarly: (await countRate("mail-early", site)).allowed };
	if (kind !== "reset") await countAll(sharedByMails(kind, origin), kind, person);
	return origin;
}

/** What strangers elsewhere had sent to an address never refuses who asks for the first time: it may be she. */
async function countForAddress(kind: MailKind, address: string, where: string): Promise<void> {
	const [here] = await countAll(
		[["mail-visitor", `${kind}:${where}:${address}`, "identity_refusal_mails"]],
		kind,
		undefined,
	);
	const name = here?.count === 1 ? "mail-address-early" : "mail-address";
	await countAll([[name, `${kind}:${address}`, "identity_refusal_mails"]], kind, undefined);
}

function sharedByMails(kind: MailKind, { carrier, isEarly }: NonNullable<MailOrigin>): Limit[] {
	return [
		[isEarly ? "mail-carrier-early" : "mail-carrier", `${kind}:${carrier}`, "identity_refusal_mails_network"],
		[isEarly ? "mail-overall-early" : "mail-overall", kind, "identity_refusal_overall_tries"],
	];
}

/**
 * Sends a mail with a link to a new password, unless one of some minutes ago is still to be found in the mailbox.
 *
 * @returns how many minutes it has to wait, as its carrier or all together have had too many; 0 where nothing is left to do.
 */
export async function sendResetMail(
	{ address, origin }: { address: string; origin: MailOrigin },
	send: () => Promise<void>,
): Promise<number> {
	if (!(await lookAtRate("reset-mail", address)).allowed) return 0;
	for (const [name, key] of origin ? sharedByMails("reset", origin) : []) {
		const { allowed, firstRefused, minutes } = await countRate(name, key);
		if (firstRefused) await tell("identity.tries-blocked", "reset", null, origin?.carrier ?? "");
		if (!allowed) return minutes;
	}
	if (!(await countRate("reset-mail", address)).allowed) return 0;
	try {
		await send();
	} catch (error) {
		// The next try of the job would find that it was sent.
		await giveRateBack("reset-mail", address);
		throw error;
	}
	return 0;
}
