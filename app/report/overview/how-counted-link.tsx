import { Link } from "@remix-run/react";
import { m } from "#messages/messages.js";

/** Where it is told how a panel's figures are counted. */
export function HowCounted({ anchor }: { anchor: string }) {
	return (
		<Link to={`/how-counted#${anchor}`} reloadDocument>
			{m.home_how_counted()}
		</Link>
	);
}
