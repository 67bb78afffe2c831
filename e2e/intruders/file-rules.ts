import { own, type Rule, readers } from "./rule.ts";

export const ownAssessment: Rule = {
	who: ["owner"],
	param: `select a.id as value from assessment a join person p on p.id = a.person_id
		where p.email = 'chu@donbay.example' and a.completed_at is not null order by a.completed_at, a.id limit 1`,
};

/** Who may have which file. */
export const fileRules: Record<string, Rule> = {
	"/assess/result/:id.pdf": ownAssessment,
	"/applications/:reference/receipt.pdf": own,
	"/certificates/:code.pdf": {
		who: ["owner", "reviewer", ...readers],
		param: `select code as value from certificate c join business_member bm on bm.business_id = c.business_id
			join person p on p.id = bm.person_id where p.email = 'chu@donbay.example' order by code limit 1`,
	},
	"/files/applications/:documentId": {
		who: ["owner", "reviewer", ...readers],
		// A file is sent to an address that names what it is for.
		post: [],
		param: `select d.id as value from application_document d join application a on a.id = d.application_id
			join business_member bm on bm.business_id = a.business_id join person p on p.id = bm.person_id
			where p.email = 'chu@donbay.example' and a.association_id = 'hawa' and a.state = 'agreed'
				and d.id in (select document_id from submission_document) and exists (select from conflict_declaration said
					join person r on r.id = said.person_id and r.email = 'xet@donbay.example'
					where said.application_id = a.id and not said.has_conflict)
			order by d.id limit 1`,
	},
	"/files/vault/:documentId": {
		who: ["owner"],
		// Whoever acts for a business sends to its own vault; a stranger's has no address.
		post: ["owner", "other owner"],
		param: `select d.id as value from vault_document d join business_member bm on bm.business_id = d.business_id
			join person p on p.id = bm.person_id where p.email = 'chu@donbay.example' and d.removed_at is null
			order by d.id limit 1`,
	},
	"/files/claims/:documentId": {
		who: ["owner", "reviewer", ...readers],
		// A file is sent to an address that names what it is for.
		post: [],
		param: `select d.id as value from claim_document d join claim c on c.id = d.claim_id
			join application a on a.id = c.application_id join business_member bm on bm.business_id = a.business_id
			join person p on p.id = bm.person_id where p.email = 'chu@donbay.example' order by d.id limit 1`,
	},
	"/review/:reference/documents.zip": { ...own, who: ["reviewer", ...readers] },
	"/files/agreements/:reference": { ...own, who: ["owner", "reviewer", ...readers] },
};
