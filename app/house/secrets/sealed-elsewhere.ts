/** Something is sealed with a key that this server does not have: whoever runs it must give it, and is told which. */
export class SealedElsewhere extends Error {
	constructor(
		readonly secret: "ENCRYPTION_KEY" | "SESSION_SECRET",
		readonly version: number,
		options?: { cause: unknown },
	) {
		super(
			`This is sealed with version ${version} of ${secret}, which ${options ? "is another key here, or it was changed" : "is not set here"}. ` +
				`Set ${secret} so that it holds ${version}:… as well.`,
			options,
		);
		this.name = "SealedElsewhere";
	}
}
