import { useNavigation } from "@remix-run/react";
import { LoaderCircle } from "lucide-react";
import { m } from "#messages/messages.js";
import { Icon } from "../parts/icon.tsx";

/** Says that the next page is on its way, once it takes longer than 400 ms. Once in the document, in `root.tsx`. */
export function NavigationWaiting() {
	const { state } = useNavigation();
	return (
		<div role="status">
			{state === "idle" ? null : (
				<span className="waiting">
					<Icon of={LoaderCircle} className="loader" />
					{state === "submitting" ? m.ui_sending() : m.ui_opening()}
				</span>
			)}
		</div>
	);
}
