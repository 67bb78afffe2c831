import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { confirmAddress } from "#app/identity/sign-in.server.ts";
import { PageTitle } from "#app/ui/page-title.tsx";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [{ title: `${m.identity_verified()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const token = new URL(request.url).searchParams.get("token") ?? "";
	const headers = await confirmAddress(request, token);
	return headers ? redirect("/home", { status: 303, headers }) : null;
}

export default function VerifyEmail() {
	return (
		<>
			<PageTitle lead={m.identity_verify_failed_text()}>{m.identity_verify_failed()}</PageTitle>
			<Link to="/sign-in">{m.identity_sign_in()}</Link>
		</>
	);
}
