import { m } from "#messages/messages.js";
import { Mark } from "../parts/mark.tsx";

type Props = { status: number; title: string; text: string; helpEmail: string; reference: string };

/** What a person sees when a page is not there or something broke: what happened, what is kept, and the ways on. */
export function ErrorPage({ status, title, text, helpEmail, reference }: Props) {
	const broken = status >= 500;
	return (
		<main id="main" className="column py-10">
			<a href="/" className="mb-8 inline-flex items-center gap-2 font-bold">
				<Mark />
				{m.house_app_name()}
			</a>
			<h1 className="type-h1">{title}</h1>
			<p className="mt-3">{text || m.house_error_text({ email: helpEmail })}</p>
			{broken && reference ? <p className="num mt-3 font-semibold">{m.house_error_reference({ reference })}</p> : null}
			<ul className="mt-6 space-y-2">
				<li>
					<a href="/">{m.house_not_found_home()}</a>
				</li>
				<li>
					<a href="/sign-in">{m.house_not_found_sign_in()}</a>
				</li>
				<li>
					<a href="/verify">{m.house_not_found_verify()}</a>
				</li>
			</ul>
		</main>
	);
}
