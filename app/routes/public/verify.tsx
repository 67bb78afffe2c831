import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { VerifyForm } from "#app/certificate/verify-form.tsx";
import { readVerificationCode } from "#app/kernel/verification-code.ts";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

export { clientLoader } from "#app/ui/shells/without-scripts.ts";

export const handle = { scripts: false };

export const meta: MetaFunction = () => [{ title: `${m.certificate_verify_title()} – ${m.house_app_name()}` }];

export function loader({ request }: LoaderFunctionArgs) {
	const typed = new URL(request.url).searchParams.get("code")?.slice(0, 300);
	if (typed === undefined) return data({ typed: "", wrong: false });
	const code = readVerificationCode(typed);
	return code ? redirect(`/verify/${code}`, 303) : data({ typed, wrong: true }, 422);
}

export default function Verify() {
	const { typed, wrong } = useLoaderData<typeof loader>();
	return (
		<>
			<PageTitle lead={m.certificate_verify_lead()}>{m.certificate_verify_title()}</PageTitle>
			<VerifyForm key={typed} typed={typed} wrong={wrong} look="primary" />
		</>
	);
}
