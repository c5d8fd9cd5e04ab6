const HALF_A_CHARACTER = /\p{Surrogate}/u;

/**
 * Why a value cannot be written as JSON without losing something, to be put behind the field's name:
 * JSON turns NaN and an invalid date into null, and half of an emoji into an escape that no store
 * gives back.
 */
export function faultOfJson(value: unknown): string | undefined {
	let fault: string | undefined;
	try {
		JSON.stringify(value, function (this: Record<string, unknown>, name, written: unknown) {
			fault ??= faultOf(name) ?? faultOf(written) ?? faultOfDate(this[name], written);
			return written;
		});
	} catch (error) {
		const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
		return `cannot be written as JSON: ${why}`;
	}
	return fault;
}

function faultOf(value: unknown): string | undefined {
	if (typeof value === 'number' && !Number.isFinite(value)) {
		return `holds ${value}, which is no number to send`;
	}
	return typeof value === 'string' && HALF_A_CHARACTER.test(value)
		? 'holds half a character, which cannot be sent: it was cut in the middle of an emoji'
		: undefined;
}

/** A date makes text of itself, or null if it is none. */
const faultOfDate = (value: unknown, written: unknown): string | undefined =>
	written === null && value !== null ? 'holds a date or time that is none' : undefined;
