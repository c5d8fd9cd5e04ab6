/** A number to read, its digits in groups of three. */
export const inGroups = (value: number, digits = 0): string =>
	value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
