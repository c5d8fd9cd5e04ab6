import { jsonParse } from 'n8n-workflow';

/**
 * What a JSON field holds: text that was typed, or whatever an expression gave.
 *
 * @returns the value, or the reason why there is none, to be put behind the field's name
 */
export function readJson(value: unknown): { value: unknown } | { reason: string } {
	if (typeof value !== 'string') return { value };
	if (value.trim() === '') return { reason: 'is empty' };
	try {
		return { value: jsonParse(value) };
	} catch (error) {
		const why = error instanceof Error ? error.message.split('\n')[0] : '';
		return { reason: `is not valid JSON: ${why}` };
	}
}
