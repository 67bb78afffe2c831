import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

export const meta: MetaFunction = () => [{ title: "A bare page" }];

export function loader({ params }: LoaderFunctionArgs) {
	return { lines: Number(params.lines) };
}

/** As many lines of a hundred bytes as its address asks for. */
export default function Page() {
	const { lines } = useLoaderData<typeof loader>();
	return (
		<main>
			{Array.from({ length: lines }, (_, line) => {
				const id = `line-${line}`;
				return (
					<p key={id} id={id}>
						{`${line} The quick brown fox jumps over the lazy dog and reads a page of this size.`.slice(0, 72)}
					</p>
				);
			})}
		</main>
	);
}
