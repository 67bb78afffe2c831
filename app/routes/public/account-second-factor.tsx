import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { attempt, invalid, readPosted } from "#app/house/http.server.ts";
import { afterSignIn, entranceOf } from "#app/identity/entrance.ts";
import { codeForm, passwordForm } from "#app/identity/identity.forms.ts";
import { type SecondFactorKey, SecondFactorSetUp } from "#app/identity/second-factor/second-factor-set-up.tsx";
import { confirmSecondFactor, startSecondFactor } from "#app/identity/second-factor/set-up.server.ts";
import { requireSession } from "#app/identity/session.server.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.identity_set_up()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor } = await requireSession(request);
	return { on: actor.secondFactor, next: afterSignIn(new URL(request.url).search, entranceOf(actor)) };
}

export async function action({ request }: ActionFunctionArgs) {
	const session = await requireSession(request);
	const copy = request.clone();
	const code = await readPosted(request, codeForm);
	if (code.given.step === "code") {
		if (!code.ok) return invalid(code);
		return attempt(code, async () =>
			redirect(request.url, { status: 303, headers: await confirmSecondFactor(request, session, code.data.code) }),
		);
	}
	const password = await readPosted(copy, passwordForm);
	if (!password.ok) return invalid(password);
	return attempt(password, async () => data({ key: await startSecondFactor(session, password.data.password) }));
}

export default function AccountSecondFactor() {
	const { on, next } = useLoaderData<typeof loader>();
	const answer = useActionData<{ key?: SecondFactorKey }>();
	return (
		<>
			<BackLink to="/account">{m.account_page()}</BackLink>
			<PageTitle lead={m.identity_set_up_lead()}>{m.identity_set_up()}</PageTitle>
			{on ? (
				<>
					<Notice tone="green">{m.identity_set_up_on()}</Notice>
					<p className="mt-4">
						<Link to={next}>{m.identity_go_on()}</Link>
					</p>
				</>
			) : (
				<SecondFactorSetUp secret={answer?.key ?? null} />
			)}
		</>
	);
}
