/**
 * What applicant and provider have in common, and what the applicant changed of who is paid. None of it proves anything: a
 * person judges each, since money would go in a circle where both are one.
 */

import { toAccountName } from "#app/kernel/account-name.ts";
import { ownDomain } from "#app/kernel/mail-address.ts";
import { formatPhone, readPhone } from "#app/kernel/phone.ts";

export const tieCodes = [
	"same-account",
	"same-person",
	"same-address",
	"same-phone",
	"same-email-domain",
	"many-files",
	"renamed",
	"account-holder",
	"provider-address",
] as const;

export type TieCode = (typeof tieCodes)[number];

/** `detail`: what is the same, or what it is now, as staff may read it; of an account only the end. */
export type Tie = { code: TieCode; detail: string; files: ProviderFiles | null };

/** Of the association's files of the last 90 days, how many have the provider in a line. */
export type ProviderFiles = { ofProvider: number; ofAssociation: number };

/** What is known of a business or a provider; each as it was written somewhere. */
export type Party = {
	people: readonly { id: string | null; name: string }[];
	addresses: readonly { street: string; ward: string }[];
	phones: readonly string[];
	emails: readonly string[];
	accounts: readonly { bankBin: string; last4: string }[];
};

/** A third of what an association sees is much for one provider; below three files a share says nothing. */
const MANY_FILES = 3;
const MANY_PARTS = 3;

/** How an account is named where it is judged: its bank, and the end of its number. */
export function accountDetail({ bankBin, last4 }: { bankBin: string; last4: string }): string {
	return `${bankBin} ••${last4}`;
}

/** Everything that both have in common, each once. */
export function tiesBetween(applicant: Party, provider: Party): Tie[] {
	const found = (code: TieCode, details: (string | null)[]): Tie[] =>
		[...new Set(details.filter((detail) => detail !== null))].map((detail) => ({ code, detail, files: null }));
	const both = (read: (party: Party) => (string | null)[]) => {
		const theirs = new Set(read(provider));
		return read(applicant).filter((one) => one !== null && theirs.has(one));
	};
	return [
		...found(
			"same-account",
			both(({ accounts }) => accounts.map(accountDetail)),
		),
		...found("same-person", samePeople(applicant, provider)),
		...found("same-address", sameAddresses(applicant, provider)),
		...found(
			"same-phone",
			both(({ phones }) => phones.map(phoneOf)).map((phone) => phone && formatPhone(phone)),
		),
		...found(
			"same-email-domain",
			both(({ emails }) => emails.map(ownDomain)),
		),
	];
}

/** Null where the provider has no more than its part of the association's files. */
export function manyFiles(files: ProviderFiles): Tie | null {
	const many = files.ofProvider >= MANY_FILES && files.ofProvider * MANY_PARTS >= files.ofAssociation;
	return many ? { code: "many-files", detail: "", files } : null;
}

function phoneOf(typed: string): string | null {
	const read = readPhone(typed);
	return read.ok ? read.e164 : null;
}

function samePeople(applicant: Party, provider: Party): string[] {
	const ids = new Set(provider.people.flatMap(({ id }) => (id === null ? [] : [id])));
	const names = new Set(provider.people.map(({ name }) => personName(name)));
	names.delete("");
	return applicant.people
		.filter(({ id, name }) => (id !== null && ids.has(id)) || names.has(personName(name)))
		.map(({ name }) => name);
}

/** Without titles, marks and case: "Ông Nguyễn Văn A" and "NGUYEN VAN A" are one name. */
function personName(name: string): string {
	return toAccountName(name)
		.replace(/[^A-Z ]/g, " ")
		.replace(/\s+/g, " ")
		.replace(/^ ?(ONG|BA|ANH|CHI|MR|MRS|MS) /, "")
		.trim();
}

/** Words that one writer puts and another leaves out. */
const FILLERS = new Set("SO NHA DUONG D PHUONG P XA QUAN Q TP TPHCM HCM THANH PHO HO CHI MINH VIET NAM".split(" "));

function wordsOf(text: string): string[] {
	return toAccountName(text)
		.split(/[^A-Z0-9/]+/)
		.filter((word) => word !== "" && !FILLERS.has(word));
}

/** The street with its number, and the ward where the provider's address goes on after the street. */
function sameAddresses(applicant: Party, provider: Party): string[] {
	const theirs = provider.addresses.map(({ street, ward }) => wordsOf(`${street} ${ward}`));
	return applicant.addresses
		.filter(({ street, ward }) => {
			const own = wordsOf(street);
			const ownWard = wordsOf(ward).join(" ");
			if (own.length < 2) return false;
			return theirs.some((words) => {
				const begins = own.every((word, at) => words[at] === word);
				const rest = words.slice(own.length).join(" ");
				return begins && (rest === "" || ` ${rest} `.includes(` ${ownWard} `));
			});
		})
		.map(({ street }) => street);
}
