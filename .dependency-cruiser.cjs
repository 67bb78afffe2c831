/*
 * Who may import whom. Imports run against time: what happens later in a subsidy's life may know what happened
 * earlier, never the reverse (docs/decisions/001-rooms-by-life-stage.md).
 */
const { ranks, beside } = require("./scripts/rooms.json");

const rooms = ranks.flat();
const inRoom = (names) => `^app/(${names.join("|")})/`;

/** A room knows itself and the rooms of the ranks below; on one line only what the line allows. */
const rankRules = ranks
	.flatMap((line, rank) =>
		line.map((room) => {
			const above = ranks.slice(rank + 1).flat();
			const others = line.filter((other) => other !== room && !beside[room]?.includes(other));
			return {
				name: `rank-of-${room}`,
				severity: "error",
				comment: "A room never imports what comes later in a subsidy's life, nor its neighbours.",
				from: { path: inRoom([room]), pathNot: "\\.db\\.test\\.ts$" },
				to: { path: inRoom([...above, ...others]) },
			};
		}),
	)
	.filter((rule) => rule.to.path !== "^app/()/");

module.exports = {
	forbidden: [
		...rankRules,
		{
			name: "no-circles",
			severity: "error",
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
		},
		{
			name: "doors-are-not-imported",
			severity: "error",
			comment: "Routes, jobs and entry points are doors: nobody imports them, and they do not import each other.",
			from: { path: "^(app|db|emails|templates)/", pathNot: "^app/(jobs|server)/|\\.test\\.tsx?$" },
			to: { path: "^app/(routes|jobs|server)/" },
		},
		{
			name: "house-knows-no-room",
			severity: "error",
			from: { path: "^app/(house|form|ui)/" },
			to: { path: inRoom(rooms) },
		},
		{
			name: "db-emails-templates-stand-below",
			severity: "error",
			from: { path: "^(db|emails|templates)/", pathNot: "\\.test\\.tsx?$" },
			to: { path: "^app/", pathNot: "^app/kernel/" },
		},
		{
			name: "kernel-imports-nothing",
			severity: "error",
			from: { path: "^app/kernel/", pathNot: "\\.test\\.ts$" },
			to: { pathNot: "^app/kernel/" },
		},
		{
			name: "pure-files-stay-pure",
			severity: "error",
			comment: "Rules, states, forms and access run in the browser too.",
			from: { path: "^app/.*\\.(states|rules|forms|access)\\.ts$" },
			to: { path: "\\.server\\.tsx?$|^(db|emails|templates)/" },
		},
		{
			name: "components-stay-in-the-browser",
			severity: "error",
			from: { path: "^app/(?!routes|root|entry).*\\.tsx$" },
			to: { path: "\\.server\\.tsx?$", dependencyTypesNot: ["type-only"] },
		},
	],
	options: {
		doNotFollow: { path: "node_modules|messages/compiled" },
		exclude: { path: "node_modules|messages/compiled|^build/" },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: "tsconfig.json" },
		enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
	},
};
