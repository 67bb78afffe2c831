import { randomBytes } from "node:crypto";
import { associationName } from "#app/association/association-name.ts";
import { findAssociation } from "#app/association/associations.server.ts";
import type { Role } from "#app/house/access.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler, JobPayload } from "#app/house/jobs.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { giveResetLink } from "#app/identity/accounts/reset-link.server.ts";
import { whySuspended } from "#app/identity/affected.server.ts";
import { unsafeFindAnyGrant } from "#app/identity/people/grant.server.ts";
import { lapseProposals } from "#app/identity/proposals/lapse-proposals.server.ts";
import { unsafeFindProposal } from "#app/identity/proposals/proposals.server.ts";
import { peopleWithRole, personToTell, type Recipient } from "#app/identity/recipients.server.ts";
import { SECRET_PLACE } from "#app/mail/mail-secret.server.ts";
import { writeMail } from "#app/mail/write-mail.server.ts";
import { inTransaction } from "#db/transaction.server.ts";
import { mailEach } from "./case-mail.server.ts";

type Change = JobPayload<"people.changed">;

/** What a mail says of a change beside who and when: the facts of the proposal, the grant or the account. */
type Told = {
	personId: string;
	page: string;
	role?: Role;
	scopeId?: string;
	basis?: string;
	words?: string;
	effectiveAt?: Date;
	lapsesAt?: Date;
};

async function readProposal(id: string, now: Date): Promise<Told | null> {
	const proposal = await unsafeFindProposal(db, id, now);
	if (!proposal) return null;
	const { personId, role, basis, endWords, effectiveAt, lapsesAt, state } = proposal;
	return {
		personId,
		page: `/admin/people/proposals/${id}`,
		basis,
		...(role ? { role } : {}),
		...(endWords ? { words: endWords } : {}),
		...(effectiveAt ? { effectiveAt } : {}),
		...(state === "proposed" ? { lapsesAt } : {}),
	};
}

async function readGrant(id: string): Promise<Told | null> {
	const grant = await unsafeFindAnyGrant(db, id);
	return grant ? { ...grant, page: `/admin/people/${grant.personId}` } : null;
}

async function readAccount(personId: string): Promise<Told> {
	const suspendedWhy = await whySuspended(db, personId);
	const words = suspendedWhy ? { words: suspendedWhy } : {};
	return { personId, page: `/admin/people/${personId}`, ...words };
}

function readChange({ what, id }: Change, now: Date): Promise<Told | null> {
	if (what.startsWith("account:")) return readAccount(id);
	return what.startsWith("role:") ? readGrant(id) : readProposal(id, now);
}

/** The other administrators, the auditors, and whom it is about; not who did it. */
export const tellOfPeople: JobHandler<"people.changed"> = async (change, now) => {
	const told = await readChange(change, now);
	if (!told) return;
	const { personId, page, role, scopeId, effectiveAt, lapsesAt, ...rest } = told;
	const person = await personToTell(db, personId);
	const by = change.by === null ? null : await personToTell(db, change.by);
	const association = scopeId ? await findAssociation(db, scopeId) : null;
	const administrators = await peopleWithRole(db, "administrator", "", now);
	const watchers = [...administrators, ...(await peopleWithRole(db, "auditor", "", now))];
	const readers = new Map([...watchers, person].map((reader) => [reader.personId, reader]));
	if (change.by !== null) readers.delete(change.by);
	const proposed = change.what.endsWith(":proposed");
	const props = (to: Recipient) => {
		const own = to.personId === personId;
		const isAdministrator = administrators.some((each) => each.personId === to.personId);
		return {
			name: to.name,
			what: change.what,
			person: person.name,
			email: person.email,
			...rest,
			...(by ? { by: by.name } : {}),
			...(role ? { role } : {}),
			...(association ? { association: associationName(association, to.locale) } : {}),
			...(effectiveAt ? { effectiveAt: effectiveAt.toISOString() } : {}),
			...(proposed && lapsesAt ? { lapsesAt: lapsesAt.toISOString() } : {}),
			at: change.at,
			own,
			mayAnswer: proposed && isAdministrator && !own,
			url: `${publicUrl()}${own ? "/home" : isAdministrator ? page : "/audit"}`,
		};
	};
	const key = `people.changed:${change.what}:${change.id}:${change.at}`;
	await mailEach([...readers.values()], { key, name: "people-changed", props, now });
};

/** The link of a reset that two administrators agreed on. Who was mailed it is not mailed another: the first one works. */
export const sendResetLink: JobHandler<"people.reset-link"> = async ({ proposalId }, now) => {
	await inTransaction(db, async (trx) => {
		const token = randomBytes(32).toString("base64url");
		const given = await giveResetLink(trx, { proposalId, token, now });
		if (!given) return;
		const { person, first, second, until } = given;
		await writeMail(trx, {
			key: `people.reset-link:${proposalId}`,
			to: person.email,
			locale: person.locale,
			name: "factor-reset-link",
			props: {
				name: person.name,
				first,
				second,
				until: until.toISOString(),
				url: `${publicUrl()}/second-factor-reset?token=${SECRET_PLACE}`,
			},
			secret: token,
			now,
		});
	});
};

/** An administrator reminds somebody of staff to set up the second factor. */
export const remindOfFactor: JobHandler<"people.remind-factor"> = async ({ personId, by, at }, now) => {
	const [person, reminder] = await Promise.all([personToTell(db, personId), personToTell(db, by)]);
	const url = `${publicUrl()}/account/second-factor`;
	const props = ({ name }: Recipient) => ({ name, by: reminder.name, url });
	await mailEach([person], { key: `people.remind-factor:${at}`, name: "factor-reminder", props, now });
};

/** Every night: proposals that nobody answered in time end. */
export const lapseNightly: JobHandler<"people.lapse"> = (_payload, now) => lapseProposals(db, now);
