import { Body, Container, Head, Heading, Html, Preview, Section, Text } from "@react-email/components";
import type { ReactNode } from "react";
import type { Locale } from "#app/kernel/locale.ts";
import { m } from "#messages/messages.js";
import { colour, font } from "./style.ts";
import { Unbroken } from "./unbroken.tsx";

type Props = {
	locale: Locale;
	/** The answer, with its number. */
	title: string;
	/** Whom it greets. */
	name: string;
	/** Why this person gets the mail. */
	why: string;
	children: ReactNode;
};

/** The sheet of every mail: mark, greeting, answer, what follows, and that we never ask for secrets. */
export function MailLayout({ locale, title, name, why, children }: Props) {
	return (
		<Html lang={locale}>
			<Head>
				<title>{title}</title>
				<meta name="color-scheme" content="light only" />
			</Head>
			<Preview>{title}</Preview>
			<Body style={{ margin: 0, padding: "24px 0", backgroundColor: colour.ground, fontFamily: font }}>
				<Container style={{ width: "100%", maxWidth: 600, backgroundColor: colour.paper }}>
					<Section style={{ padding: "18px 32px", borderBottom: `4px solid ${colour.green}` }}>
						<Brand name={m.house_app_name({}, { locale })} />
					</Section>
					<Section style={{ padding: "8px 32px 32px" }}>
						<Text style={{ margin: "20px 0", fontSize: 16, lineHeight: "26px", color: colour.ink }}>
							{m.emails_greeting({ name }, { locale })}
						</Text>
						<Heading
							as="h1"
							style={{ margin: "0 0 12px", fontSize: 26, lineHeight: "34px", fontWeight: 700, color: colour.ink }}
						>
							<Unbroken>{title}</Unbroken>
						</Heading>
						{children}
					</Section>
					<Section style={{ padding: "16px 32px", backgroundColor: colour.foot }}>
						<Text style={{ margin: 0, fontSize: 13, lineHeight: "20px", color: colour.ink2 }}>
							{m.emails_never_ask({}, { locale })}
						</Text>
						<Text style={{ margin: 0, fontSize: 13, lineHeight: "20px", color: colour.ink2 }}>
							<Unbroken>{why}</Unbroken>
						</Text>
					</Section>
				</Container>
			</Body>
		</Html>
	);
}

/** The mark is drawn, not loaded. Programs that drop drawings (Gmail, Outlook) still show the name. */
function Brand({ name }: { name: string }) {
	return (
		<Text style={{ margin: 0, fontSize: 19, lineHeight: "28px", fontWeight: 700, color: colour.ink }}>
			<svg
				aria-hidden="true"
				width={28}
				height={28}
				viewBox="0 0 30 30"
				style={{ verticalAlign: "middle", marginRight: 10 }}
			>
				<path d="M15.2 16.4 21 26H9.6Z" fill={colour.yellow} />
				<path d="M3 19.2 27.2 8" fill="none" stroke={colour.ink} strokeWidth="3.4" />
				<circle cx="7.6" cy="11" r="3.6" fill={colour.ink} />
			</svg>
			{name}
		</Text>
	);
}
