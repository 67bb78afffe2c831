import { Links, Meta, Outlet, Scripts, ScrollRestoration } from "@remix-run/react";
import { useNonce } from "#app/house/nonce.ts";
import styles from "#app/ui/styles.css?url";

export default function Root() {
	const nonce = useNonce();
	return (
		<html lang="vi">
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<Meta />
				<Links />
				<link rel="stylesheet" href={styles} />
			</head>
			<body>
				<Outlet />
				<ScrollRestoration nonce={nonce} />
				<Scripts nonce={nonce} />
			</body>
		</html>
	);
}
