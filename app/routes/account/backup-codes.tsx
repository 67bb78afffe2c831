import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { nothingForm } from "#app/identity/account/account.forms.ts";
import { BACKUP_CODES } from "#app/identity/account/account.rules.ts";
import { ConfirmPage } from "#app/identity/account/confirm-page.tsx";
import { countBackupCodes } from "#app/identity/account/factor/count-backup-codes.server.ts";
import { replaceBackupCodes } from "#app/identity/account/factor/replace-backup-codes.server.ts";
import { NewBackupCodes } from "#app/identity/second-factor/backup-codes.tsx";
import { requireRecent } from "#app/identity/session.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.account_codes_title()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor } = await requireRecent(request);
	return { email: actor.email, left: (await countBackupCodes(db, actor.personId)) ?? 0 };
}

/** The codes are the answer itself and stand nowhere else: read again, the page has none. */
export async function action({ request }: ActionFunctionArgs) {
	const { actor } = await requireRecent(request);
	return submitted(request, nothingForm, async () => {
		const ctx = commandContext(actor);
		return data({ codes: await replaceBackupCodes(ctx), madeAt: ctx.now });
	});
}

export default function BackupCodesPage() {
	const { email, left } = useLoaderData<typeof loader>();
	const answer = useActionData<{ codes?: string[]; madeAt: Date }>();
	if (answer?.codes) return <NewBackupCodes codes={answer.codes} email={email} madeAt={answer.madeAt} />;
	return (
		<ConfirmPage
			title={m.account_codes_question({ count: BACKUP_CODES })}
			text={`${m.account_codes_lead()} ${m.account_codes_left({ count: left, all: BACKUP_CODES })} ${m.account_codes_die()}`}
			submit={m.account_make_codes({ count: BACKUP_CODES })}
			look="primary"
		/>
	);
}
