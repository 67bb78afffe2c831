import { m } from "#messages/messages.js";

/** Stands for something on its way, after 400 ms. No shimmer; with reduced motion the word alone. */
export function Skeleton() {
	return (
		<div className="skeleton" role="status">
			<div className="skeleton-bar w-2/3" />
			<div className="skeleton-bar" />
			<div className="skeleton-bar w-1/2" />
			<span className="skeleton-words">{m.ui_loading()}</span>
		</div>
	);
}
