import {
	FILE_DAYS,
	type IdleDraft,
	idleDrafts,
	noteFilesEndTold,
	removeUnusedFiles,
} from "#app/application/draft/unused-files.server.ts";
import {
	type EndingVault,
	endingVaults,
	keptUntil,
	noteVaultEndTold,
	removeUnusedVaultFiles,
} from "#app/application/vault/unused-vault-files.server.ts";
import { associationName } from "#app/association/association-name.ts";
import { findAssociation } from "#app/association/associations.server.ts";
import { peopleOfBusiness } from "#app/business/business-people.server.ts";
import { businessFacts } from "#app/business/own-business.server.ts";
import { systemContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import type { JobHandler } from "#app/house/jobs.ts";
import { forgetNewcomerUploads } from "#app/house/limits/upload-room.server.ts";
import { publicUrl } from "#app/house/public-url.server.ts";
import { addDays, plainDateAt } from "#app/kernel/plain-date.ts";
import { mailEach } from "./case-mail.server.ts";

/**
 * Every morning: who has a draft that nobody touches, or documents in the vault that nobody needs, is told that the files will
 * go; and what nobody needs goes.
 */
export const tidyFiles: JobHandler<"files.tidy"> = async (_payload, now) => {
	const ctx = systemContext("files.tidy", now);
	for (const draft of await idleDrafts(db, now)) {
		await tellOfEnd(draft, now);
		// Afterwards: nothing goes of which nobody was told.
		await noteFilesEndTold(ctx, draft.applicationId);
	}
	for (const vault of await endingVaults(db, now)) {
		await tellOfVaultEnd(vault, now);
		await noteVaultEndTold(ctx, vault.documentIds);
	}
	await removeUnusedFiles(ctx);
	await removeUnusedVaultFiles(ctx);
	await forgetNewcomerUploads(db, now);
};

async function tellOfEnd(
	{ applicationId, reference, businessId, associationId, touchedAt, files }: IdleDraft,
	now: Date,
) {
	const [people, business, association] = await Promise.all([
		peopleOfBusiness(db, businessId),
		businessFacts(db, businessId),
		findAssociation(db, associationId ?? ""),
	]);
	await mailEach(people, {
		key: `files.end:${applicationId}:${touchedAt.toISOString()}`,
		name: "draft-files-end",
		props: (to) => ({
			name: to.name,
			reference,
			business: business?.legalName ?? reference,
			association: association ? associationName(association, to.locale) : reference,
			url: `${publicUrl()}/applications/${reference}`,
			files,
			endsOn: addDays(plainDateAt(now), FILE_DAYS.notice),
		}),
		now,
	});
}

async function tellOfVaultEnd({ businessId, documentIds, since }: EndingVault, now: Date) {
	const [people, business] = await Promise.all([peopleOfBusiness(db, businessId), businessFacts(db, businessId)]);
	if (!business) return;
	await mailEach(people, {
		key: `vault.end:${businessId}:${plainDateAt(now)}`,
		name: "vault-files-end",
		props: (to) => ({
			name: to.name,
			business: business.legalName,
			url: `${publicUrl()}/documents`,
			files: documentIds.length,
			endsOn: keptUntil({ since, endToldAt: null }, now),
		}),
		now,
	});
}
