import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { budgetManagers } from "#app/funding/budget/budget.access.ts";
import { stepForm } from "#app/funding/budget/budget.forms.ts";
import { ProposalStep, proposalStepTitle } from "#app/funding/budget/proposal-step.tsx";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { requireRecent, requireStaff } from "#app/identity/session.server.ts";
import { formatDong, sumDong } from "#app/kernel/dong.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { closingPage } from "#app/year-closing/closing-page.server.ts";
import { tooEarlyToConfirm } from "#app/year-closing/closing-text.ts";
import { confirmClosing } from "#app/year-closing/confirm-closing.server.ts";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = ({ params }) => proposalStepTitle("confirm", params.reference);

export async function loader({ request, params: { reference = "" } }: LoaderFunctionArgs) {
	const actor = await requireStaff(request, ...budgetManagers);
	return { closing: orNotFound(await closingPage(db, reference)), actor, today: plainDateAt(now()) };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireStaff(request, ...budgetManagers));
	await requireRecent(request);
	return submitted(request, stepForm, async () => {
		await confirmClosing(ctx, { reference });
		return redirect(`/city/budget/closings/${reference}`, 303);
	});
}

export default function ClosingConfirm() {
	const { closing, actor, today } = useLoaderData<typeof loader>();
	const locale = getLocale();
	const { year } = closing;
	const programme = locale === "vi" ? closing.programmeVi : closing.programmeEn;
	const count = closing.rows.reduce((sum, { lapseCount }) => sum + lapseCount, 0);
	const amount = formatDong(sumDong(closing.rows.map(({ returnDong }) => returnDong)), locale);
	return (
		<ProposalStep
			step="confirm"
			proposal={closing}
			actor={actor}
			back={`/city/budget/closings/${closing.reference}`}
			tooEarly={tooEarlyToConfirm(year, today, locale)}
		>
			<p>{m.budget_closing_step_what({ year, programme })}</p>
			<p>
				{count > 0 ? m.budget_closing_confirm_text({ count, amount }) : m.budget_closing_confirm_text_none({ amount })}
			</p>
		</ProposalStep>
	);
}
