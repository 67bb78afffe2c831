import { m } from "#messages/messages.js";

/** The key of an authenticator app: the modules of a QR picture, and as it is typed. */
export type Picture = { size: number; path: string; secret: string };

/** The picture that the app scans, and the key beside it for who cannot scan. */
export function KeyPicture({ picture }: { picture: Picture }) {
	const edge = picture.size + 8;
	return (
		<>
			<p className="font-semibold">{m.identity_set_up_scan()}</p>
			<svg role="img" aria-label={m.identity_set_up_qr()} width="208" height="208" viewBox={`-4 -4 ${edge} ${edge}`}>
				<rect x="-4" y="-4" width={edge} height={edge} fill="#fff" />
				<path d={picture.path} fill="#000" shapeRendering="crispEdges" />
			</svg>
			<p>
				{m.identity_set_up_key()} <code className="num break-all font-semibold">{picture.secret}</code>
			</p>
		</>
	);
}
