import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { figuresForm } from "#app/business/business.forms.ts";
import { figuresYear } from "#app/business/business.rules.ts";
import { FiguresForm } from "#app/business/figures-form.tsx";
import { requireBusiness } from "#app/business/require-business.server.ts";
import { saveFigures } from "#app/business/save-figures.server.ts";
import { savedFigures } from "#app/business/saved-texts.ts";
import { rememberedAnswers } from "#app/check/check-answers.server.ts";
import { now } from "#app/house/clock.server.ts";
import { commandContext } from "#app/house/command/command.server.ts";
import { submitted } from "#app/house/http.server.ts";
import { limitRate } from "#app/house/limits/rate-limit.server.ts";
import { cameFrom } from "#app/identity/entrance.ts";
import { plainDateAt } from "#app/kernel/plain-date.ts";
import { BackLink } from "#app/ui/parts/back-link.tsx";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const meta: MetaFunction = () => [{ title: `${m.business_home_figures()} – ${m.house_app_name()}` }];

export async function loader({ request }: LoaderFunctionArgs) {
	const { figures } = (await requireBusiness(request)).business;
	const year = figuresYear(plainDateAt(now()));
	return { year, figures: figures?.year === year ? figures : null, checked: rememberedAnswers(request) };
}

export async function action({ request }: ActionFunctionArgs) {
	const { actor, business } = await requireBusiness(request);
	return submitted(request, figuresForm, async (input) => {
		await limitRate("figures", actor.personId);
		await saveFigures(commandContext(actor), { businessId: business.id, ...input });
		return redirect(cameFrom(request, "/business"), 303);
	});
}

export default function FiguresOfLastYear() {
	const { year, figures, checked } = useLoaderData<typeof loader>();
	return (
		<>
			<BackLink to="/business">{m.business_back()}</BackLink>
			<FiguresForm saved={figures ? savedFigures(figures, getLocale()) : checked} year={year} />
		</>
	);
}
