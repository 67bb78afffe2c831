import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
	isRouteErrorResponse,
	Links,
	Outlet,
	Scripts,
	ScrollRestoration,
	useLoaderData,
	useMatches,
	useRouteError,
	useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { MarkedMeta } from "#app/form/refusal-mark.tsx";
import { UnsavedGuard } from "#app/form/unsaved-guard.tsx";
import { takeKeptForm } from "#app/house/body/kept-form.server.ts";
import { config } from "#app/house/config.server.ts";
import { log } from "#app/house/log.server.ts";
import { useNonce } from "#app/house/policy/nonce.ts";
import { requestContext } from "#app/house/request-context.server.ts";
import { entranceOf } from "#app/identity/entrance.ts";
import { findActor } from "#app/identity/session.server.ts";
import { preloadedFonts } from "#app/ui/fonts.ts";
import { ErrorPage } from "#app/ui/shells/error-page.tsx";
import { FocusAfterNavigation } from "#app/ui/shells/focus-after-navigation.tsx";
import { NavigationWaiting } from "#app/ui/shells/navigation-waiting.tsx";
import { needScripts } from "#app/ui/shells/without-scripts.ts";
import styles from "#app/ui/styles.css?url";
import { m } from "#messages/messages.js";
import { getLocale } from "#messages/runtime.js";

export const links: LinksFunction = () => [
	{ rel: "stylesheet", href: styles },
	{ rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
	...preloadedFonts.map((href) => ({
		rel: "preload",
		href,
		as: "font" as const,
		type: "font/woff2",
		crossOrigin: "anonymous" as const,
	})),
];

/** For pages without a title of their own, such as the page for what is not there. */
export const meta: MetaFunction = () => [{ title: m.house_app_name() }];

export async function loader({ request }: LoaderFunctionArgs) {
	const context = requestContext.getStore();
	const url = new URL(request.url);
	const kept = url.searchParams.get("kept");
	// The frame of the page, with the reference of an error, is there even when the database is not.
	const actor = await findActor(request).catch((error: unknown) => {
		log.error({ err: error }, "could not read the session");
		return null;
	});
	return {
		reference: (context?.requestId ?? "").slice(0, 8).toUpperCase(),
		locale: context?.locale ?? "vi",
		theme: context?.theme ?? null,
		helpEmail: config.HELP_EMAIL,
		person: actor
			? { name: actor.name, roles: actor.roles.map(({ role }) => role), entrance: entranceOf(actor) }
			: null,
		keptForm:
			kept && actor ? await takeKeptForm(request, { id: kept, path: url.pathname, personId: actor.personId }) : null,
	};
}

export type RootData = Awaited<ReturnType<typeof loader>>;

function Document({ locale, theme, children }: { locale: string; theme: string | null; children: ReactNode }) {
	const nonce = useNonce();
	// What runs in the browser came with scripts, and keeps them.
	const withScripts = needScripts(useMatches()) || typeof document !== "undefined";
	return (
		<html lang={locale} data-theme={theme ?? undefined}>
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<MarkedMeta />
				<Links />
			</head>
			<body>
				{children}
				{withScripts ? (
					<>
						<ScrollRestoration nonce={nonce} />
						<Scripts nonce={nonce} />
					</>
				) : null}
			</body>
		</html>
	);
}

export default function Root() {
	const { locale, theme } = useLoaderData<typeof loader>();
	return (
		<Document locale={locale} theme={theme}>
			<NavigationWaiting />
			<UnsavedGuard />
			<Outlet />
			<FocusAfterNavigation />
		</Document>
	);
}

function wordsOf(error: unknown): { status: number; title: string; text: string } {
	if (!isRouteErrorResponse(error)) return { status: 500, title: m.house_error_title(), text: "" };
	if (error.status === 404) return { status: 404, title: m.house_not_found_title(), text: m.house_not_found_text() };
	if (error.status === 403) return { status: 403, title: m.house_forbidden_title(), text: m.house_refusal_not_yours() };
	if (error.status === 429) return { status: 429, title: m.house_pages_at_once_title(), text: String(error.data) };
	if (error.status < 500) return { status: error.status, title: m.house_bad_request_title(), text: String(error.data) };
	if (error.status === 503) {
		return { status: 503, title: m.house_unavailable_title(), text: m.house_unavailable_text() };
	}
	return { status: error.status, title: m.house_error_title(), text: String(error.data ?? "") };
}

export function ErrorBoundary() {
	const root = useRouteLoaderData<typeof loader>("root");
	const error = useRouteError();
	const { status, title, text } = wordsOf(error);
	return (
		<Document locale={root?.locale ?? getLocale()} theme={root?.theme ?? null}>
			<ErrorPage
				status={status}
				title={title}
				text={text}
				helpEmail={root?.helpEmail ?? "tro-giup@donbay.example"}
				reference={root?.reference ?? ""}
			/>
		</Document>
	);
}
