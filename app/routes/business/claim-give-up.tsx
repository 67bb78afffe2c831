import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { giveUpForm } from "#app/claim/advance/advance.forms.ts";
import { canChangeClaim } from "#app/claim/claim.access.ts";
import { giveUpClaim } from "#app/claim/ending/give-up-claim.server.ts";
import { requireOwnClaim } from "#app/claim/own-claim.server.ts";
import { ActionFormShell } from "#app/form/action-form-shell.tsx";
import { SubmitButton } from "#app/form/form-fields.tsx";
import { useActionForm } from "#app/form/use-action-form.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { reasonText } from "#app/house/refusal.ts";
import { requireActor } from "#app/identity/session.server.ts";
import { orNotFound } from "#app/kernel/not-found.ts";
import { ConfirmBox } from "#app/ui/parts/confirm-box.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.claim_give_up()} – ${m.house_app_name()}` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
	const { claim } = await requireOwnClaim(request, params.reference);
	orNotFound(claim.kind === "retention" ? null : claim);
	return { claim };
}

export async function action({ request, params: { reference = "" } }: ActionFunctionArgs) {
	const ctx = commandContext(await requireActor(request));
	return submitted(request, giveUpForm, async () => {
		const { claim } = await requireOwnClaim(request, reference);
		await giveUpClaim(ctx, { reference });
		return redirect(`/applications/${claim.application.reference}/money`, 303);
	});
}

export default function ClaimGiveUp() {
	const { claim } = useLoaderData<typeof loader>();
	const form = useActionForm(giveUpForm);
	const permission = canChangeClaim(claim);
	const words =
		claim.kind === "advance"
			? { title: m.claim_give_up_title(), verb: m.claim_give_up(), text: m.claim_give_up_text() }
			: { title: m.claim_give_up_costs_title(), verb: m.claim_give_up_costs(), text: m.claim_give_up_costs_text() };
	return (
		<ActionFormShell form={form} className="">
			<ConfirmBox
				title={words.title}
				actions={
					<>
						<SubmitButton
							form={form}
							look="warning"
							disabledReason={permission.allowed ? undefined : reasonText(permission.reason)}
						>
							{words.verb}
						</SubmitButton>
						<Link to={`/claims/${claim.reference}`}>{m.claim_give_up_keep()}</Link>
					</>
				}
			>
				<p>{words.text}</p>
			</ConfirmBox>
		</ActionFormShell>
	);
}
