/** What helps a business to choose an association; null where a group is too small to be told. */
export type AssociationFacts = {
	associationId: string;
	/** Applications of the same section of business, of the last 12 months. */
	sameSection: number | null;
	/** Working days to the answer. */
	waiting: { median: number; low: number; high: number } | null;
	/** What the envelope can still award, by programme. */
	left: { programmeId: string; leftDong: bigint }[];
};
