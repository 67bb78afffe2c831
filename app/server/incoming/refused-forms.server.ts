import type { ServerBuild } from "@remix-run/node";
import { FormRefused } from "#app/house/body/form-body.server.ts";
import { refusedForm } from "#app/house/http.server.ts";
import { guardedBuild } from "./guarded-build.server.ts";

/**
 * The build whose actions answer a form that was not taken with the page it came from, the reason above it and what was
 * typed in it; with a text where there is no page.
 */
export function withRefusedForms(build: ServerBuild): ServerBuild {
	return guardedBuild(build, (run, route) => async (args) => {
		try {
			return await run(args);
		} catch (error) {
			if (!(error instanceof FormRefused)) throw error;
			if (route.module.default) return refusedForm(error);
			const headers = { "Content-Type": "text/plain; charset=utf-8" };
			return new Response(`${error.sentence}\n`, { status: error.status, headers });
		}
	});
}
