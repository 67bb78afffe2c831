/** Where a rule comes from, as shown under the rule; `url` is null where no official address is sure. */
export type LegalReference = { vi: string; en: string; url: string | null };
