import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireStaff } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { declarationPage } from "#app/review/case/case-page.server.ts";
import { DeclarationForm } from "#app/review/case/declaration-form.tsx";
import { declareConflict } from "#app/review/declare-conflict.server.ts";
import { fileRoles } from "#app/review/review.access.ts";
import { declarationForm } from "#app/review/review.forms.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { Panel } from "#app/ui/parts/panel.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = ({ params }) => [
	{ title: `${m.review_declaration_title()} ${params.reference} – ${m.house_app_name()}` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...fileRoles);
	const page = orNotFound(await declarationPage(db, actor, params.reference ?? ""));
	if (page.locked) throw redirect(`/review/${page.reference}`);
	return page;
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireStaff(request, ...fileRoles);
	const reference = params.reference ?? "";
	return submitted(request, declarationForm, async (input) => {
		await declareConflict(commandContext(actor), { reference, ...input });
		return redirect(`/review/${reference}`, 303);
	});
}

export default function Declaration() {
	const page = useLoaderData<typeof loader>();
	return (
		<>
			{page.reviews ? (
				<BackLink to="/review">{m.review_queue_title()}</BackLink>
			) : (
				<BackLink to={`/review/${page.reference}`}>{page.reference}</BackLink>
			)}
			<PageTitle over={<span className="num">{page.reference}</span>} lead={m.review_declaration_lead()}>
				{page.reviews ? m.review_declaration_title() : m.review_declaration_reader_title()}
			</PageTitle>
			<Panel>
				<DeclarationForm {...page} />
			</Panel>
		</>
	);
}
