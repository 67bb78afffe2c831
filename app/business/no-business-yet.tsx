import { Link } from "@remix-run/react";
import { ButtonLink } from "#app/ui/parts/button.tsx";
import { PageTitle } from "#app/ui/parts/page-title.tsx";
import { m } from "#messages/messages.js";

/** For a person whose account has no business yet: why to enter one, what to have at hand, and where to begin. */
export function NoBusinessYet({ year }: { year: number }) {
	return (
		<>
			<PageTitle lead={m.business_home_none_lead()}>{m.business_home_none_title()}</PageTitle>
			<h2 className="type-h3">{m.business_home_none_need()}</h2>
			<ul className="mt-1 mb-6 list-disc pl-5">
				<li>{m.business_home_none_need_registration()}</li>
				<li>{m.business_home_none_need_figures({ year })}</li>
			</ul>
			<div className="actions">
				<ButtonLink to="/business/registration">{m.business_home_none_start()}</ButtonLink>
				<Link to="/check">{m.business_home_none_check()}</Link>
			</div>
		</>
	);
}
