import type { AssignmentCollectionValue } from 'n8n-workflow';
import { validateFieldType } from 'n8n-workflow';
import type { Issue } from './logic/reply';

/**
 * Name and value of each field that was dragged or typed into an assignment collection, the value in
 * the type that was chosen beside it: "12" as a number is 12, as in n8n's Edit Fields node.
 */
export function readAssignments({ assignments }: Partial<AssignmentCollectionValue>): {
	fields: Array<[name: string, value: unknown]>;
	issues: Issue[];
} {
	const fields: Array<[string, unknown]> = [];
	const issues: Issue[] = [];
	for (const { name, value, type } of assignments ?? []) {
		if (name.trim() === '') continue;
		const read = isLeftAsItIs(value, type)
			? { valid: true, newValue: value }
			: validateFieldType(name, value, type as 'string', { parseStrings: true });
		if (read.valid) fields.push([name, read.newValue]);
		else issues.push({ path: name, message: `is not a ${type}` });
	}
	return { fields, issues };
}

/**
 * An expression that finds nothing is nothing, not a value of the wrong type. Of a date, n8n would
 * make text with quotes around it, and of a number that is none the word "NaN".
 */
const isLeftAsItIs = (value: unknown, type: unknown): boolean =>
	value === null ||
	value === undefined ||
	(type === 'string' && (value instanceof Date || isNoNumber(value)));

const isNoNumber = (value: unknown) => typeof value === 'number' && !Number.isFinite(value);
