import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { certificateKeepers } from "#app/certificate/certificate.access.ts";
import { checkCode } from "#app/certificate/verification.server.ts";
import {
	UnknownVerdict,
	VerificationFacts,
	VerificationVerdict,
	WaitVerdict,
} from "#app/certificate/verification-page.tsx";
import { VerifyForm } from "#app/certificate/verify-form.tsx";
import { now } from "#app/house/clock.server.ts";
import { db } from "#app/house/database.server.ts";
import { Section } from "#app/ui/parts/section.tsx";
import { m } from "#messages/messages.js";

export { clientLoader } from "#app/ui/shells/without-scripts.ts";

export const handle = { fullWidth: true, scripts: false };

export const meta: MetaFunction = () => [{ title: `${m.certificate_verify_title()} – ${m.house_app_name()}` }];

export async function loader({ params }: LoaderFunctionArgs) {
	const check = await checkCode(db, params.code ?? "");
	const status = check.wait ? 429 : check.found ? 200 : 404;
	return data({ ...check, typed: params.code ?? "", at: now() }, status);
}

/** Those who keep certificates get the way to withdraw this one. */
function useMayWithdraw(): boolean {
	const roles = useRouteLoaderData<{ person: { roles: string[] } | null }>("root")?.person?.roles ?? [];
	return certificateKeepers.some((role) => roles.includes(role));
}

export default function VerifyCode() {
	const { found, wait, typed, at } = useLoaderData<typeof loader>();
	const mayWithdraw = useMayWithdraw();
	return (
		<>
			{found ? <VerificationVerdict found={found} at={at} /> : null}
			{wait ? <WaitVerdict sentence={wait} /> : null}
			{found || wait ? null : <UnknownVerdict typed={typed} at={at} />}
			<div className="column pt-6 md:pt-8">
				{found ? <VerificationFacts found={found} /> : null}
				{found?.state.is === "valid" && mayWithdraw ? (
					<p className="mt-4">
						<Link to={`/city/certificates/${found.code}/withdraw`}>{m.certificate_withdraw_title()}</Link>
					</p>
				) : null}
				<Section title={m.certificate_check_other()} rule={false}>
					<VerifyForm key={typed} />
				</Section>
			</div>
		</>
	);
}
