import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerAsProvider } from "#app/agreement/provider/answer-as-provider.server.ts";
import { askForCode } from "#app/agreement/provider/answer-code.server.ts";
import { providerForms } from "#app/agreement/provider/provider.forms.ts";
import { providerPage } from "#app/agreement/provider/provider-page.server.ts";
import { ProviderScreen } from "#app/agreement/provider/provider-screen.tsx";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { db } from "#app/house/database.server.ts";
import { attempt, invalid, readPosted } from "#app/house/http.server.ts";
import { m } from "#messages/messages.js";

export const meta: MetaFunction = () => [
	{ title: `${m.agreement_provider_page()} – ${m.house_app_name()}` },
	{ name: "robots", content: "noindex, nofollow" },
];

const tokenIn = (request: Request) => new URL(request.url).searchParams.get("token") ?? "";

export async function loader({ request }: LoaderFunctionArgs) {
	const token = tokenIn(request);
	return { token, page: await providerPage(db, token, now()) };
}

/** Opening the link changes nothing: mail programs and scanners open links too. Only a post answers, or asks for a code. */
export async function action({ request }: ActionFunctionArgs) {
	const ctx = commandContext({ visitor: true } as const);
	const read = await readPosted(request, providerForms);
	if (!read.ok) return invalid(read);
	const { data } = read;
	const back = `/provider-agreement?token=${encodeURIComponent(data.token)}`;
	return attempt(read, async () => {
		if (data.form === "code") {
			await askForCode(ctx, data);
			return redirect(`${back}#answer`, 303);
		}
		await answerAsProvider(ctx, data);
		return redirect(back, 303);
	});
}

export default function ProviderAgreement() {
	return <ProviderScreen {...useLoaderData<typeof loader>()} />;
}
